package io.opendcp.features.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The figure of {@code ci/slow-clients}, small. */
class SlowClientsTest {
    private static final int CLIENTS = 30;
    /** What one may cost while it does not read. */
    private static final long MOST_EACH = 256 << 10;

    @Test
    void others_are_served_and_memory_is_bounded() throws Exception {
        SlowClients.Seen seen = new SlowClients(CLIENTS, Duration.ofSeconds(1), 1, 1).run();

        assertThat(seen.failed()).isZero();
        assertThat(seen.transactions()).isPositive();
        assertThat(seen.logins()).isPositive();
        assertThat(seen.most().heap() + seen.most().direct())
                .isLessThan(seen.before().heap() + seen.before().direct() + CLIENTS * MOST_EACH);
        assertThat(seen.there()).as("sessions").isGreaterThanOrEqualTo(CLIENTS);
    }
}
