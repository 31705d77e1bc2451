package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody may wait longer than 100 ms while later ones are served. */
class FairWaitingTest {
    private static List<String> found(String... journal) {
        return FairWaiting.check(Entries.of(journal), Duration.ofMillis(100), false).stream()
                .map(Violation::sentence)
                .toList();
    }

    @Test
    void in_turn_is_right_and_so_is_leaving() {
        assertThat(found(
                        "1 DCP1 waits a 0",
                        "2 DCP1 waits b 0",
                        "2 DCP1 waits c 0",
                        "3 DCP1 left a",
                        "4 DCP1 turn b",
                        "4 DCP1 lent 0 100 b",
                        "5 DCP1 turn c",
                        "5 DCP1 lent 0 101 c"))
                .isEmpty();
    }

    @Test
    void whoever_goes_first_out_of_turn_is_found() {
        assertThat(found("1 DCP1 waits a 0", "1 DCP1 waits b 0", "1 DCP2 waits c 0", "2 DCP1 turn b"))
                .containsExactly("a came before b, whose turn it is");
    }

    @Test
    void where_eps_are_limited_each_has_its_line() {
        List<JournalEntry> journal = Entries.of(
                "1 DCP1 waits a 0",
                "1 DCP1 waits b 1",
                "1 DCP1 waits c 1",
                "2 DCP1 turn b",
                "3 DCP1 waits d 0",
                "4 DCP1 turn d");

        assertThat(FairWaiting.check(journal, Duration.ofMillis(100), true))
                .extracting(Violation::sentence)
                .containsExactly("a came before d, whose turn it is");
    }

    @Test
    void a_turn_of_nobody_is_found() {
        assertThat(found("1 DCP1 turn a")).containsExactly("it is the turn of a, which does not stand in line");
    }

    @Test
    void waiting_while_later_ones_are_served_is_found_once() {
        assertThat(found(
                        "1 DCP1 waits a 0",
                        "2 DCP1 turn a",
                        "101 DCP1 lent 0 100 b",
                        "102 DCP1 lent 0 101 c",
                        "103 DCP1 lent 0 102 d"))
                .containsExactly("a waits longer than PT0.1S, and c, which came later, gets a connection");
    }

    @Test
    void waiting_long_is_fair_if_nobody_is_served() {
        assertThat(found("1 DCP1 waits a 0", "9 DCP1 waits b 0", "900 DCP1 turn a", "901 DCP1 lent 0 100 a"))
                .isEmpty();
    }
}
