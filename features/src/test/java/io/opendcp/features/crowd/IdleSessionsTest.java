package io.opendcp.features.crowd;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The figure of {@code ci/idle-sessions}, small. */
class IdleSessionsTest {
    @Test
    void sessions_stay_and_nobody_fails() throws Exception {
        IdleSessions.Seen seen = new IdleSessions(100, Duration.ofSeconds(2), 1, "128m").run();

        assertThat(seen.failed()).isZero();
        assertThat(seen.there()).isEqualTo(100);
        assertThat(seen.served()).isPositive();
        assertThat(seen.idle().descriptors() - seen.before().descriptors()).isGreaterThanOrEqualTo(100);
    }
}
