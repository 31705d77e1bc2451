package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PoolBoundsTest {
    private static List<String> found(String... journal) {
        return PoolBounds.check(Entries.of(journal), 1, 0).stream()
                .map(Violation::sentence)
                .toList();
    }

    @Test
    void one_after_the_other_and_one_each_are_right() {
        assertThat(found(
                        "1 DCP1 opened 0 100",
                        "1 DCP1 lent 0 100 a",
                        "1 DCP2 opened 1 101",
                        "2 DCP1 free 0 100",
                        "3 DCP1 evicted 0 100",
                        "3 DCP1 closed 0 100",
                        "4 DCP1 opened 1 102",
                        "4 DCP1 free 1 102",
                        "5 EP01 STATEMENT 100 1 0"))
                .isEmpty();
    }

    @Test
    void one_too_many_is_found_with_those_that_are_open() {
        List<Violation> found =
                PoolBounds.check(Entries.of("1 DCP1 opened 0 100", "2 DCP1 lent 0 100 a", "3 DCP1 opened 1 101"), 1, 0);

        assertThat(found).extracting(Violation::sentence).containsExactly("DCP1 has 2 connections open; at most 1");
        assertThat(found.get(0).evidence()).extracting(Evidence::text).containsExactly("lent 0 100 a", "opened 1 101");
    }

    @Test
    void one_too_many_to_an_ep_is_found() {
        List<Violation> found = PoolBounds.check(
                Entries.of("1 DCP1 opened 1 100", "2 DCP1 opened 0 101", "3 DCP1 opened 1 102"), 10, 1);

        assertThat(found)
                .extracting(Violation::sentence)
                .containsExactly("DCP1 has 2 connections open to EP 1; at most 1");
        assertThat(found.get(0).evidence()).extracting(Evidence::text).containsExactly("opened 1 100", "opened 1 102");
    }

    @Test
    void lending_what_is_lent_is_found() {
        assertThat(found("1 DCP1 opened 0 100", "1 DCP1 lent 0 100 a", "2 DCP1 lent 0 100 b"))
                .containsExactly("a connection of DCP1 is lent, but is not free: lent 0 100 b");
    }

    @Test
    void what_is_not_there_cannot_move() {
        assertThat(found("1 DCP1 lent 0 100 a", "2 DCP1 closed 0 100", "3 DCP1 closed 0 100"))
                .hasSize(2);
        assertThat(found("1 DCP1 opened 0 100", "1 DCP1 lent 0 100 a", "2 DCP1 evicted 0 100"))
                .hasSize(1);
        assertThat(found("1 DCP1 opened 0 100", "1 DCP1 free 0 100", "2 DCP1 free 0 100"))
                .hasSize(1);
        assertThat(found("1 DCP1 opened 0 100", "2 DCP1 opened 0 100")).hasSize(1);
    }
}
