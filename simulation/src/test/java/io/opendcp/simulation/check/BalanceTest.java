package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulation.check.BankOperation.Books;
import io.opendcp.simulation.check.BankOperation.Sum;
import io.opendcp.simulation.check.BankOperation.Transfer;
import io.opendcp.simulation.check.Operation.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two accounts with 100 each. */
class BalanceTest {
    private final Histories<BankOperation> bank = new Histories<>();

    private static Transfer transfer(String number) {
        return new Transfer(number, 0, 1, 10);
    }

    private List<String> found(Books books) {
        bank.operation("manager", Outcome.DONE, books);
        return Balance.check(bank.history(), 2, 100).stream()
                .map(Violation::sentence)
                .toList();
    }

    @Test
    void what_was_told_done_is_there_and_what_is_unknown_may_be() {
        bank.operation("c1", Outcome.DONE, transfer("c1-1"))
                .operation("c1", Outcome.FAILED, transfer("c1-2"))
                .operation("c1", Outcome.UNKNOWN, transfer("c1-3"))
                .operation("c1", Outcome.UNKNOWN, transfer("c1-4"))
                .operation("c2", Outcome.DONE, new Sum(200, 2));

        assertThat(found(new Books(List.of(80L, 120L), List.of("c1-1", "c1-3"))))
                .isEmpty();
    }

    @Test
    void a_wrong_sum_is_found() {
        bank.operation("c2", Outcome.DONE, new Sum(190, 2));

        assertThat(found(new Books(List.of(100L, 100L), List.of())))
                .containsExactly("c2 read sum 190 of 2 accounts; there are 2 with 200 together");
    }

    @Test
    void a_lost_transfer_is_found() {
        bank.operation("c1", Outcome.DONE, transfer("c1-1"));

        assertThat(found(new Books(List.of(100L, 100L), List.of())))
                .containsExactly("c1 was told that transfer c1-1 of 10 from 0 to 1 is done, but it is lost");
    }

    @Test
    void a_transfer_that_was_told_not_to_be_done_is_found() {
        bank.operation("c1", Outcome.FAILED, transfer("c1-1"));

        assertThat(found(new Books(List.of(90L, 110L), List.of("c1-1"))))
                .containsExactly("c1 was told that transfer c1-1 of 10 from 0 to 1 is not done, but it is");
    }

    @Test
    void half_a_transfer_one_twice_and_one_of_nobody_are_found() {
        bank.operation("c1", Outcome.DONE, transfer("c1-1"));

        assertThat(found(new Books(List.of(80L, 100L), List.of("c1-1", "c1-1", "x"))))
                .containsExactly(
                        "the books have transfer c1-1 twice",
                        "the books have transfer x, which nobody made",
                        "balances are [80, 100]; the transfers that are in the books make [80, 120]");
    }

    @Test
    void books_that_nobody_read_prove_nothing() {
        assertThat(Balance.check(bank.history(), 2, 100))
                .extracting(Violation::sentence)
                .containsExactly("nobody has read the books");
    }
}
