package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ExpectationTest {
    private static final List<JournalEntry> JOURNAL = Entries.of(
            "1 DCP1 lent 0 100 a",
            "2 EP01 STATEMENT 100 1 0",
            "3 EP01 COMMIT 100 0 0",
            "4 DCP1 free 0 100",
            "5 EP02 COMMIT 101 0 0");

    @Test
    void an_entry_is_like_its_words_and_any_word() {
        assertThatCode(() -> Expectation.expect(JOURNAL, "EP01 COMMIT")).doesNotThrowAnyException();
        assertThatCode(() -> Expectation.expect(JOURNAL, "EP01 COMMIT 100 0 0")).doesNotThrowAnyException();
        assertThatCode(() -> Expectation.expect(JOURNAL, "* COMMIT 101")).doesNotThrowAnyException();
        assertThatCode(() -> Expectation.expect(JOURNAL, 2, "* COMMIT *")).doesNotThrowAnyException();
        assertThatCode(() -> Expectation.expect(JOURNAL, 0, "EP03 *")).doesNotThrowAnyException();
    }

    @Test
    void what_is_not_there_is_told_with_what_is_nearest() {
        assertThatThrownBy(() -> Expectation.expect(JOURNAL, "EP01 ROLLBACK 100"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no entry is like 'EP01 ROLLBACK 100'; nearest:")
                .hasMessageContaining("EP01 COMMIT 100 0 0")
                .hasMessageNotContaining("EP02");
    }

    @Test
    void too_many_are_told_with_all_of_them() {
        assertThatThrownBy(() -> Expectation.expect(JOURNAL, 1, "* COMMIT"))
                .hasMessageContaining("2 entries are like '* COMMIT', expected 1")
                .hasMessageContaining("0.003000000 EP01 COMMIT 100 0 0")
                .hasMessageContaining("0.005000000 EP02 COMMIT 101 0 0");
    }

    @Test
    void nothing_may_be_near() {
        assertThatThrownBy(() -> Expectation.expect(JOURNAL, "c9 asks")).hasMessageContaining("(none)");
    }
}
