package io.opendcp.proxy.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The benchmark's code, small: every caller finishes through both relays. Says nothing about time. */
class RelayBenchTest {
    @Test
    void all_callers_finish_through_pipe_and_proxy() throws Exception {
        List<RelayBench.Figures> figures = new RelayBench(20, 1).run(List.of(1, 4));

        assertThat(figures).extracting(RelayBench.Figures::roundTrips).containsExactly(100L, 100L, 400L, 400L);
    }
}
