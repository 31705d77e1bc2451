package io.opendcp.features.several;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figure of {@code ci/rolling-restart}, small. */
class RollingRestartTest {
    @Test
    void with_do_switch_no_transaction_fails_while_both_dcps_are_restarted() throws Exception {
        RollingRestart.Seen seen = new RollingRestart(600, 7).run(RollingRestart.Way.FOLLOWING);

        assertThat(seen.errors()).isEmpty();
        assertThat(seen.failed()).isZero();
        assertThat(seen.committed()).isGreaterThanOrEqualTo(600);
        assertThat(seen.nothingLost()).isTrue();
    }

    @Test
    void without_do_switch_each_connection_that_is_closed_costs_a_transaction() throws Exception {
        RollingRestart.Seen seen = new RollingRestart(600, 7).run(RollingRestart.Way.STAYING);

        assertThat(seen.errors().keySet()).isSubsetOf(6001, 6060);
        assertThat(seen.failed()).isPositive();
        assertThat(seen.nothingLost()).isTrue();
    }
}
