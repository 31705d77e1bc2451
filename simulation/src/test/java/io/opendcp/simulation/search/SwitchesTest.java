package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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
        assertThat(seen.watchers()).isPositive();
    }

    @Test
    void without_arguments_all_ways_are_gone() {
        assertThat(SwitchesOptions.parse())
                .isEqualTo(new SwitchesOptions(List.of(Switches.Way.values()), 20, 1, 4, 50, 200));
        assertThat(SwitchesOptions.parse("5", "7", "3", "8", "100", "takeover"))
                .isEqualTo(new SwitchesOptions(List.of(Switches.Way.TAKEOVER), 5, 7, 3, 8, 100));
        assertThat(SwitchesOptions.parse("5", "7", "1", "8", "100", "switchover")
                        .groups())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "x, no whole number: x",
        "99999999999, no whole number: 99999999999",
        "0, 'SEEDS is 0, and may be 1 to '",
        "1 0, 'SEED is 0, '",
        "1 1 1, 'GROUPS is 1, and may be 2 to '",
        "1 1 1 1 1 overlapping, 'GROUPS is 1, and may be 2 to '",
        "1 1 4 0, 'CLIENTS is 0, '",
        "1 1 4 8 -3, 'TRANSACTIONS is -3, '",
        "1 1 4 8 100 backwards, no way of switching: backwards",
        "1 1 4 8 100 takeover 1, too many arguments",
    })
    void what_is_wrong_is_told_with_the_usage(String args, String why) {
        assertThatThrownBy(() -> SwitchesOptions.parse(args.split(" ", -1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(why)
                .hasMessageContaining("usage: ci/switches [SEEDS [SEED [GROUPS [CLIENTS [TRANSACTIONS");
    }
}
