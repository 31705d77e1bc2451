package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LanesTest {
    private static final List<JournalEntry> JOURNAL = Entries.of(
            "1 c1 connected aaaaaaaaaaaaaaaa",
            "1 c2 connected bbbbbbbbbbbbbbbb",
            "2 c1 asks UPDATE T SET V = 1",
            "3 DCP1 lent 0 140000000001 aaaaaaaaaaaaaaaa",
            "3 DCP1 lent 0 140000000002 bbbbbbbbbbbbbbbb",
            "4 EP01 STATEMENT 140000000001 1 0",
            "4 EP01 STATEMENT 140000000002 1 0",
            "5 trouble begins on EP02, stall its replies",
            "6 c1 told -6010",
            "7 DCP1 free 0 140000000001",
            "8 EP01 STATEMENT 140000000001 1 0",
            "9 c1 asks COMMIT");

    @Test
    void shows_what_concerns_the_parties_in_the_time_of_the_proof() {
        Violation violation = new Violation(
                "balance", "it is lost", List.of(new Evidence("c1", 2_000_000L, 8_000_000L, "#0 transfer: DONE")));

        assertThat(new Lanes(JOURNAL).show(violation)).isEqualTo("""
                balance: it is lost
                  c1 at 0.002000 to 0.008000: #0 transfer: DONE
                seconds    c1                                DCP1                              EP01
                0.002000   asks UPDATE T SET V = 1
                0.003000                                     lent 0 …00001 c1
                0.004000                                                                       STATEMENT …00001 1 0
                0.005000   -- begins on EP02, stall its replies
                0.006000   told -6010
                0.007000                                     free 0 …00001
                """);
    }

    @Test
    void the_clients_of_sessions_that_a_proof_names_have_lanes_too() {
        Violation violation = Violation.of("pool bounds", "too many", List.of(JOURNAL.get(3), JOURNAL.get(9)));

        assertThat(new Lanes(JOURNAL).show(violation)).contains("told -6010").doesNotContain("…00002");
    }

    @Test
    void what_is_long_is_cut_in_the_middle() {
        List<JournalEntry> many = java.util.stream.IntStream.range(0, 100)
                .mapToObj(i -> new JournalEntry(i, "c1", i == 0 ? "connected aaaaaaaaaaaaaaaa" : "asks " + i))
                .toList();
        Violation violation = new Violation("x", "y", List.of(new Evidence("c1", 0, 99, "z")));

        assertThat(new Lanes(many).show(violation))
                .contains("(40 more)", "asks 29", "asks 70", "asks 99")
                .doesNotContain("asks 30", "asks 69");
    }

    @Test
    void a_sentence_without_proof_stands_alone() {
        assertThat(new Lanes(JOURNAL).show(Violation.of("x", "y"))).isEqualTo("x: y\n");
    }
}
