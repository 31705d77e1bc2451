package io.opendcp.simulation;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.Bank.Transfer;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A client of the {@link Bank}: one operation after the other, each until it is done. */
final class Teller {
    /** Of so many operations one reads. */
    private static final int READS = 4;

    private static final int MOST_AMOUNT = 30;
    private static final long LONGEST_THOUGHT = Duration.ofMillis(5).toNanos();

    private final SimulatedClient client;
    private final Attempts attempts;
    private final Map<String, Transfer> transfers = new LinkedHashMap<>();
    private final CompletableFuture<Void> worked = new CompletableFuture<>();
    private int left;
    private long reads;
    private long unknown;
    /** Whether the transfer under way may have been committed before. */
    private boolean mayBeDone;

    Teller(SimulatedClient client, int operations) {
        this.client = client;
        attempts = new Attempts(client);
        left = operations;
    }

    Map<String, Transfer> transfers() {
        return transfers;
    }

    long reads() {
        return reads;
    }

    long retries() {
        return attempts.retries();
    }

    long unknown() {
        return unknown;
    }

    CompletableFuture<Void> work() {
        next();
        return worked;
    }

    private void next() {
        if (left == 0) {
            worked.complete(null);
            return;
        }
        left--;
        client.pause(Duration.ofNanos(client.chance().nextLong(LONGEST_THOUGHT)))
                .thenCompose(thought -> client.chance().nextInt(READS) == 0 ? read() : transfer())
                .whenComplete((done, failure) -> {
                    if (failure == null) {
                        next();
                    } else {
                        worked.completeExceptionally(failure);
                    }
                });
    }

    private CompletableFuture<Void> read() {
        return attempts.until(() -> client.connect().thenCompose(on -> {
                    client.autoCommit(true);
                    return client.run("SELECT SUM(BALANCE), COUNT(*) FROM ACCOUNT");
                }))
                .thenAccept(outcome -> {
                    reads++;
                    var row = outcome.resultSets().get(0).rows().get(0);
                    Bank.require(Bank.number(row[1]), (long) Bank.ACCOUNTS, "accounts read");
                    Bank.require(Bank.number(row[0]), (long) Bank.ACCOUNTS * Bank.OPENING_BALANCE, "sum read");
                });
    }

    private CompletableFuture<Void> transfer() {
        int from = client.chance().nextInt(Bank.ACCOUNTS);
        int to = (from + 1 + client.chance().nextInt(Bank.ACCOUNTS - 1)) % Bank.ACCOUNTS;
        int amount = 1 + client.chance().nextInt(MOST_AMOUNT);
        String number = client.name() + "-" + left;
        mayBeDone = false;
        return attempts.until(() -> tryTransfer(number, from, to, amount)).thenAccept(done -> {
            transfers.put(number, new Transfer(from, to, amount, done));
        });
    }

    /**
     * One attempt. Its first statement is also the look that an unknown outcome asks for: it waits for whatever transaction
     * still holds the number, and fails if that was committed.
     *
     * @return whether it is done; not if there is too little money
     */
    private CompletableFuture<Boolean> tryTransfer(String number, int from, int to, int amount) {
        String insert = "INSERT INTO TRANSFER VALUES('%s', %d, %d, %d)".formatted(number, from, to, amount);
        String take = "UPDATE ACCOUNT SET BALANCE = BALANCE - %d WHERE ID = %d AND BALANCE >= %d"
                .formatted(amount, from, amount);
        String give = "UPDATE ACCOUNT SET BALANCE = BALANCE + %d WHERE ID = %d".formatted(amount, to);
        CompletableFuture<Outcome> begun = client.connect().thenCompose(on -> {
            client.autoCommit(false);
            return client.run(insert);
        });
        return begun.thenCompose(inserted -> client.run(take))
                .thenCompose(taken -> taken.updateCount() == 0
                        ? client.rollback().thenApply(undone -> false)
                        : client.run(give).thenCompose(given -> commit()).thenApply(committed -> true))
                .exceptionallyCompose(failure -> {
                    if (mayBeDone && SimulatedClient.code(failure) == ErrorCode.UNIQUE_TABLE.code()) {
                        return client.rollback().thenApply(undone -> true);
                    }
                    return CompletableFuture.failedFuture(failure);
                });
    }

    private CompletableFuture<Void> commit() {
        return client.commit().exceptionallyCompose(failure -> {
            if (SimulatedClient.code(failure) == ErrorCode.OUTCOME_UNKNOWN.code() || !client.connected()) {
                unknown++;
                mayBeDone = true;
            }
            return CompletableFuture.failedFuture(failure);
        });
    }
}
