package io.opendcp.simulation.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SearchOptionsTest {
    @Test
    void what_is_not_said_is_as_usual() {
        assertThat(SearchOptions.parse()).isEqualTo(SearchOptions.USUAL);
        assertThat(SearchOptions.parse("--seeds", "7", "--seed", "-3", "--minutes", "2", "--keep", "here"))
                .isEqualTo(new SearchOptions(
                        Profile.BANK,
                        7,
                        -3,
                        SearchOptions.USUAL.operations(),
                        0,
                        Duration.ofMinutes(2),
                        Path.of("here")));
    }

    @Test
    void what_is_wrong_is_told() {
        refused("--seeds without a value", "--seeds");
        refused("--seeds is no whole number: many", "--seeds", "many");
        refused("unknown: --speed", "--speed", "9");
        refused("no profile is called casino", "--profile", "casino");
        refused("on 1 EPs (2 to 4, or 0 to draw them)", "--eps", "1");
        refused("a minute to 100 days", "--minutes", "0");
        refused("a minute to 100 days", "--minutes", "9223372036854775807");
        refused("0 seeds", "--seeds", "0");
    }

    private static void refused(String why, String... args) {
        assertThatThrownBy(() -> SearchOptions.parse(args))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
