package io.opendcp.simulator.durable;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulator.Client;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.ClockSkew;
import io.opendcp.simulator.fault.Faults;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clocks of EPs that are wrong, and chance that is each session's own. */
class ClockTest {
    private final Turned cluster = new Turned(MppSpec.ofEps(2), 1);
    private final Client there = Client.on(cluster.mpp, 1);

    @AfterEach
    void close() {
        cluster.close();
    }

    private String second(Client client) {
        return String.valueOf(cluster.value(client, "SELECT TO_CHAR(SYSDATE, 'HH24:MI:SS') FROM DUAL"));
    }

    @Test
    void a_clock_is_ahead_on_its_ep_alone_and_right_again_when_it_is_healed() {
        ClockSkew ahead = new ClockSkew(Duration.ofSeconds(3));
        cluster.mpp.ep(1).suffers(ahead);

        assertThat(second(there)).isEqualTo("08:00:03");
        assertThat(second(Client.on(cluster.mpp, 0))).isEqualTo("08:00:00");
        assertThat(cluster.value(there, "SELECT COUNT(*) FROM T")).isEqualTo(2L);
        assertThat(cluster.mpp.ep(1).faults().bites()).containsEntry("ClockSkew", 1L);
        assertThat(cluster.mpp.ep(0).faults().bites()).isEqualTo(Map.of());

        cluster.mpp.ep(1).heals(ahead);
        assertThat(second(there)).isEqualTo("08:00:00");
    }

    @Test
    void a_clock_that_is_behind_drifts_further() {
        cluster.mpp.suffers(Faults.parse("on EP02, set its clock 2 s back and 100 ms more a second"));
        cluster.time.turn(Duration.ofSeconds(20));

        assertThat(second(there)).isEqualTo("08:00:16");
        assertThat(String.valueOf(cluster.value(there, "SELECT TO_CHAR(NOW(), 'HH24:MI:SS') FROM DUAL")))
                .isEqualTo("08:00:16");
    }

    @Test
    void what_one_session_draws_does_not_change_what_another_draws() {
        Object alone = drawn(0);
        assertThat(drawn(5)).isEqualTo(alone);
        assertThat(cluster.value(there, "SELECT RAND() FROM DUAL")).isNotEqualTo(alone);
    }

    /** What EP 0's first session draws after so many draws of sessions on EP 1, which came before it. */
    private static Object drawn(int others) {
        try (Turned fresh = new Turned(MppSpec.ofEps(2), 1)) {
            for (int i = 0; i < others; i++) {
                fresh.value(Client.on(fresh.mpp, 1), "SELECT RAND() FROM DUAL");
            }
            return fresh.value(Client.on(fresh.mpp, 0), "SELECT RAND() FROM DUAL");
        }
    }
}
