package io.opendcp.simulation.check;

import java.util.List;

/** What a client of the bank does. */
public sealed interface BankOperation {
    /** Moves money, and leaves a row under {@code number} in the same transaction. */
    record Transfer(String number, int from, int to, int amount) implements BankOperation {
        @Override
        public String toString() {
            return "transfer " + number + " of " + amount + " from " + from + " to " + to;
        }
    }

    /** Reads the sum of all accounts, and how many there are. */
    record Sum(long sum, long accounts) implements BankOperation {
        @Override
        public String toString() {
            return "sum " + sum + " of " + accounts + " accounts";
        }
    }

    /** Reads all, when nobody moves money any more: balances by account, and numbers of transfers. */
    record Books(List<Long> balances, List<String> transfers) implements BankOperation {
        @Override
        public String toString() {
            return "books " + balances + " of " + transfers.size() + " transfers";
        }
    }
}
