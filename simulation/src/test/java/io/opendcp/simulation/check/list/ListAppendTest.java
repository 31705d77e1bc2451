package io.opendcp.simulation.check.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulation.check.Evidence;
import io.opendcp.simulation.check.Histories;
import io.opendcp.simulation.check.Operation.Outcome;
import io.opendcp.simulation.check.Violation;
import io.opendcp.simulation.check.list.ListAction.Append;
import io.opendcp.simulation.check.list.ListAction.Read;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListAppendTest {
    private final Histories<ListTransaction> lists = new Histories<>();

    private static ListTransaction t(ListAction... actions) {
        return new ListTransaction(List.of(actions));
    }

    private static Append a(int list, int value) {
        return new Append(list, value);
    }

    private static Read r(int list, Integer... values) {
        return new Read(list, List.of(values));
    }

    private List<String> found(Isolation promised) {
        return ListAppend.check(lists.history(), promised).stream()
                .map(Violation::sentence)
                .toList();
    }

    private String only(Isolation promised) {
        assertThat(found(promised)).hasSize(1);
        return found(promised).get(0);
    }

    @Test
    void one_after_the_other_is_right() {
        lists.operation("c1", Outcome.DONE, t(r(1), a(1, 1), r(1, 1), a(2, 2)))
                .operation("c2", Outcome.FAILED, t(a(1, 3)))
                .operation("c2", Outcome.UNKNOWN, t(a(1, 4)))
                .operation("c2", Outcome.UNKNOWN, t(a(1, 5)))
                .operation("c3", Outcome.DONE, t(r(1, 1, 5), a(2, 6)))
                .operation("c3", Outcome.DONE, t(r(1, 1, 5), r(2, 2, 6)));

        assertThat(found(Isolation.SERIALIZABLE)).isEmpty();
    }

    @Test
    void appends_that_are_unknown_but_read_count_as_done() {
        lists.operation("c1", Outcome.UNKNOWN, t(a(1, 1), a(2, 2)))
                .together(t(r(1, 1), r(2)))
                .operation("c1", Outcome.DONE, t(r(1, 1), r(2, 2)));

        assertThat(only(Isolation.SNAPSHOT))
                .isEqualTo(
                        "G-single: #1 read list 2 empty, before #0 appended 2; #0 appended 1 to list 1, where #1 read it");
    }

    @Test
    void g0_writes_in_a_circle() {
        lists.together(t(a(1, 1), a(2, 2)), t(a(1, 3), a(2, 4)))
                .operation("c1", Outcome.DONE, t(r(1, 1, 3), r(2, 4, 2)));

        assertThat(found(Isolation.READ_UNCOMMITTED))
                .containsExactly(
                        "G0: #1 appended 4 to list 2, and #0 2 right after it; #0 appended 1 to list 1, and #1 3 right after it");
    }

    @Test
    void g1a_a_read_of_what_was_rolled_back() {
        lists.operation("c1", Outcome.FAILED, t(a(1, 1))).operation("c2", Outcome.DONE, t(r(1, 1)));

        assertThat(only(Isolation.READ_COMMITTED)).isEqualTo("G1a: read 1 as [1], where 1 was rolled back");
        assertThat(found(Isolation.READ_UNCOMMITTED)).isEmpty();
    }

    @Test
    void g1b_a_read_in_the_middle_of_a_transaction() {
        lists.together(t(a(1, 1), a(1, 2)), t(r(1, 1))).operation("c1", Outcome.DONE, t(r(1, 1, 2)));

        assertThat(found(Isolation.READ_COMMITTED)).contains("G1b: read 1 as [1], but its writer went on after 1");
        assertThat(found(Isolation.READ_UNCOMMITTED)).isEmpty();
    }

    @Test
    void g1c_each_read_what_the_other_wrote() {
        lists.together(t(a(1, 1), r(2, 2)), t(a(2, 2), r(1, 1)));

        assertThat(only(Isolation.READ_COMMITTED))
                .isEqualTo("G1c: #1 appended 2 to list 2, where #0 read it; #0 appended 1 to list 1, where #1 read it");
        assertThat(found(Isolation.READ_UNCOMMITTED)).isEmpty();
    }

    @Test
    void a_lost_update_both_read_the_same_and_wrote() {
        lists.together(t(r(1), a(1, 1)), t(r(1), a(1, 2))).operation("c1", Outcome.DONE, t(r(1, 1, 2)));

        assertThat(found(Isolation.SNAPSHOT)).contains("lost update: both read 1 as [] and appended to it");
        assertThat(found(Isolation.READ_COMMITTED)).isEmpty();
    }

    @Test
    void a_lost_append_is_not_in_a_later_read() {
        lists.operation("c1", Outcome.DONE, t(a(1, 1))).operation("c2", Outcome.DONE, t(r(1)));

        assertThat(only(Isolation.READ_COMMITTED))
                .isEqualTo("lost append: 1 was appended to 1, and a later read has no 1");
    }

    @Test
    void g_single_a_read_that_saw_half() {
        lists.together(t(a(1, 1), a(2, 2)), t(r(1, 1), r(2))).operation("c1", Outcome.DONE, t(r(1, 1), r(2, 2)));

        assertThat(only(Isolation.SNAPSHOT)).startsWith("G-single: #1 read list 2 empty, before #0 appended 2;");
        assertThat(found(Isolation.READ_COMMITTED)).isEmpty();
    }

    @Test
    void g2_each_read_what_the_other_was_about_to_write() {
        lists.together(t(r(1), a(2, 2)), t(r(2), a(1, 1))).operation("c1", Outcome.DONE, t(r(1, 1), r(2, 2)));

        assertThat(only(Isolation.SERIALIZABLE)).startsWith("G2: ");
        assertThat(found(Isolation.SNAPSHOT)).isEmpty();
    }

    @Test
    void reads_that_cannot_be_are_found() {
        lists.operation("c1", Outcome.DONE, t(a(1, 1)))
                .operation("c1", Outcome.DONE, t(a(1, 2)))
                .operation("c2", Outcome.DONE, t(r(1, 1, 2, 2)))
                .operation("c2", Outcome.DONE, t(r(1, 2, 1)))
                .operation("c2", Outcome.DONE, t(r(2, 9)));

        assertThat(found(Isolation.READ_COMMITTED))
                .containsExactly(
                        "duplicate: read 1 as [1, 2, 2] has 2 twice",
                        "incompatible order: read 1 as [2, 1], but elsewhere as [1, 2, 2]",
                        "unwritten: read 2 as [9], where nobody appended 9");
    }

    @Test
    void who_does_not_see_its_own_appends_is_found() {
        lists.operation("c1", Outcome.DONE, t(a(1, 1), r(1))).operation("c1", Outcome.DONE, t(r(1, 1)));

        assertThat(only(Isolation.READ_COMMITTED)).isEqualTo("internal: read 1 as [] after it had appended [1]");
    }

    @Test
    void the_shortest_circle_is_told_with_its_transactions_only() {
        lists.together(
                        t(a(1, 1), a(4, 10)),
                        t(a(1, 2), a(2, 3)),
                        t(a(2, 4), a(3, 5)),
                        t(a(3, 6), a(4, 11)),
                        t(a(2, 7), a(3, 8)))
                .operation("c1", Outcome.DONE, t(r(1, 1, 2), r(2, 3, 4, 7), r(3, 8, 5, 6), r(4, 11, 10)));

        List<Violation> cycles = ListAppend.check(lists.history(), Isolation.READ_COMMITTED);

        assertThat(cycles).hasSize(1);
        assertThat(cycles.get(0).sentence()).startsWith("G0: ");
        assertThat(cycles.get(0).evidence()).extracting(Evidence::party).containsExactlyInAnyOrder("c3", "c5");
    }
}
