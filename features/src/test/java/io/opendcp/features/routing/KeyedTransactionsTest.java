package io.opendcp.features.routing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figure of {@code ci/keyed-transactions}, small. */
class KeyedTransactionsTest {
    @Test
    void each_runs_on_the_ep_of_its_row_and_nothing_moves_between_eps() throws Exception {
        KeyedTransactions.Seen seen = new KeyedTransactions(300, 42).run();

        assertThat(seen.astray()).isZero();
        assertThat(seen.dcpBytes()).isZero();
        assertThat(seen.epBytes()).isPositive();
        assertThat(seen.perEp()).containsOnlyKeys(0, 1, 2);
    }
}
