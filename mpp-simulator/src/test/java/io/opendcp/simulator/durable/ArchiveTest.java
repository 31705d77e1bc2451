package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.session.EpStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static final int MOST_KEPT = 20_000;

    @Test
    void a_standby_that_has_missed_more_than_is_kept_stays_behind_and_the_primary_goes_on() {
        try (Turned cluster = new Turned(MppSpec.ofGroups(1), 1)) {
            EpStore primary = cluster.mpp.ep("EP01").state();
            cluster.mpp.ep("EP11").kill();
            cluster.mpp.roles().invalidate(primary);
            Client client = Client.on(cluster.mpp, 0);
            for (int i = 0; i < MOST_KEPT; i++) {
                cluster.run(client, "UPDATE T SET V = V + 1");
            }
            assertThat(behind(primary)).isEqualTo(MOST_KEPT);
            cluster.mpp.ep("EP11").restart();
            cluster.mpp.roles().recover(primary, () -> {});
            assertThat(cluster.mpp.roles().isTrusted(primary)).isTrue();

            cluster.mpp.ep("EP11").kill();
            cluster.mpp.roles().invalidate(primary);
            for (int i = 0; i < MOST_KEPT + 5; i++) {
                cluster.run(client, "UPDATE T SET V = V + 1");
            }
            assertThat(behind(primary)).isEqualTo(MOST_KEPT);
            cluster.mpp.ep("EP11").restart();
            cluster.mpp.roles().recover(primary, () -> {});
            cluster.time.turn(Duration.ofMinutes(1));

            assertThat(cluster.mpp.roles().isTrusted(primary)).isFalse();
            assertThat(cluster.value(client, "SELECT V FROM T")).isEqualTo(2 * MOST_KEPT + 5);
        }
    }

    private static int behind(EpStore primary) {
        return primary.log().archiveStatus().orElseThrow().behind();
    }
}
