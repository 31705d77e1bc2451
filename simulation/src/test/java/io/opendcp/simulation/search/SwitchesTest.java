package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Few seeds of what {@code ci/switches} shows with many. */
class SwitchesTest {
    static Stream<Arguments> runs() {
        return Stream.of(Switches.Way.values())
                .flatMap(way -> Stream.of(1L, 2L, 3L).map(seed -> Arguments.of(way, seed)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void new_transactions_wait_and_interrupted_ones_hear_so(Switches.Way way, long seed) {
        Switches.Seen seen = new Switches(way, 3, 8, 100).run(seed);

        assertThat(seen.wrong()).isEmpty();
        assertThat(seen.committed()).isPositive();
        assertThat(seen.outage()).isPositive();
    }
}
