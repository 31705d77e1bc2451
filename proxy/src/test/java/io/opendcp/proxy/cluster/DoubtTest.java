package io.opendcp.proxy.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** From a break to the end of a refresh that began later, a second at most. */
class DoubtTest {
    private static final Duration ALMOST = Doubt.LONGEST.minusNanos(1);

    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final Doubt doubt = new Doubt(time);

    @Test
    void a_refresh_that_began_later_ends_it() {
        assertThat(doubt.now()).isFalse();
        doubt.onBreak();
        assertThat(doubt.now()).isTrue();
        doubt.onRefreshBegun();
        assertThat(doubt.now()).isTrue();
        doubt.onRefreshEnded();

        assertThat(doubt.now()).isFalse();
    }

    @Test
    void it_ends_by_itself_however_many_break() {
        doubt.onBreak();
        time.turn(ALMOST);
        doubt.onBreak();
        assertThat(doubt.now()).isTrue();
        time.turn(Duration.ofNanos(1));

        assertThat(doubt.now()).isFalse();
        doubt.onBreak();
        assertThat(doubt.now()).isTrue();
    }

    @Test
    void a_break_during_a_refresh_is_a_doubt_of_its_own() {
        doubt.onBreak();
        doubt.onRefreshBegun();
        time.turn(ALMOST);
        doubt.onBreak();
        doubt.onRefreshEnded();
        time.turn(ALMOST);

        assertThat(doubt.now()).isTrue();
        doubt.onRefreshBegun();
        doubt.onRefreshEnded();
        assertThat(doubt.now()).isFalse();
    }
}
