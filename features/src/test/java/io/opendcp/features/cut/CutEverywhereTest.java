package io.opendcp.features.cut;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The figure of {@code ci/cut-everywhere}, small. */
class CutEverywhereTest {
    private static final int STEP = 23;

    @Test
    void rows_agree_with_what_clients_were_told_wherever_the_connection_is_cut() throws Exception {
        CutEverywhere.Seen seen = new CutEverywhere(7, STEP).run();

        assertThat(seen.wrong()).as("seed 7").isEmpty();
        assertThat(seen.told()).containsOnlyKeys(Told.values());
        assertThat(seen.cuts()).hasSize(Hop.values().length * Exchange.values().length * 2);
    }
}
