package io.opendcp.simulation.check;

import io.opendcp.simulation.check.BankOperation.Books;
import io.opendcp.simulation.check.BankOperation.Sum;
import io.opendcp.simulation.check.BankOperation.Transfer;
import io.opendcp.simulation.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether money was neither made nor lost: every sum that was read; and in the books at the end each transfer that a client
 * was told is done, none that it was told is not, and each account.
 */
public final class Balance {
    private static final String CHECKER = "balance";

    private final int accounts;
    private final long opening;
    private final List<Violation> violations = new ArrayList<>();

    private Balance(int accounts, long opening) {
        this.accounts = accounts;
        this.opening = opening;
    }

    /** @param opening balance of each account */
    public static List<Violation> check(History<BankOperation> history, int accounts, long opening) {
        Balance balance = new Balance(accounts, opening);
        history.of(Sum.class).filter(Operation::done).forEach(balance::sum);
        Optional<Operation<Books>> last =
                history.of(Books.class).filter(Operation::done).reduce((one, later) -> later);
        if (last.isEmpty()) {
            balance.found("nobody has read the books");
        } else {
            balance.books(last.get(), history.of(Transfer.class).toList());
        }
        return List.copyOf(balance.violations);
    }

    private void found(String sentence, Operation<?>... involved) {
        violations.add(Violation.of(CHECKER, sentence, involved));
    }

    private void sum(Operation<Sum> read) {
        if (read.what().accounts() != accounts || read.what().sum() != accounts * opening) {
            found(
                    "%s read %s; there are %d with %d together"
                            .formatted(read.process(), read.what(), accounts, accounts * opening),
                    read);
        }
    }

    private void books(Operation<Books> books, List<Operation<Transfer>> transfers) {
        Map<String, Operation<Transfer>> known = new HashMap<>();
        transfers.forEach(each -> known.put(each.what().number(), each));
        long[] expected = new long[accounts];
        Arrays.fill(expected, opening);
        Set<String> kept = new HashSet<>();
        for (String number : books.what().transfers()) {
            Operation<Transfer> transfer = known.get(number);
            if (transfer == null) {
                found("the books have transfer " + number + ", which nobody made", books);
                continue;
            }
            if (!kept.add(number)) {
                found("the books have transfer " + number + " twice", transfer, books);
            }
            if (transfer.outcome() == Outcome.FAILED) {
                found(transfer.process() + " was told that " + transfer.what() + " is not done, but it is", transfer);
            }
            expected[transfer.what().from()] -= transfer.what().amount();
            expected[transfer.what().to()] += transfer.what().amount();
        }
        for (Operation<Transfer> each : transfers) {
            if (each.done() && !kept.contains(each.what().number())) {
                found(each.process() + " was told that " + each.what() + " is done, but it is lost", each);
            }
        }
        List<Long> right = Arrays.stream(expected).boxed().toList();
        if (!books.what().balances().equals(right)) {
            found(
                    "balances are %s; the transfers that are in the books make %s"
                            .formatted(books.what().balances(), right),
                    books);
        }
    }
}
