package io.opendcp.simulation.workload;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.check.BankOperation;
import io.opendcp.simulation.check.BankOperation.Sum;
import io.opendcp.simulation.check.BankOperation.Transfer;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import java.util.concurrent.CompletableFuture;

/** A client of the {@link Bank}: one operation after the other, each until it is done. */
final class Teller {
    /** Of so many operations one reads. */
    private static final int READS = 4;

    private static final int MOST_AMOUNT = 30;

    private final SimulatedClient client;
    private final Attempts attempts;
    private final History<BankOperation> history;
    private final int operations;
    private int transfers;
    private long unknown;
    /** Whether the transfer under way may have been committed before. */
    private boolean mayBeDone;

    Teller(SimulatedClient client, History<BankOperation> history, int operations) {
        this.client = client;
        this.history = history;
        this.operations = operations;
        attempts = new Attempts(client);
    }

    long retries() {
        return attempts.retries();
    }

    long unknown() {
        return unknown;
    }

    CompletableFuture<Void> work() {
        return Busy.with(client, operations, () -> client.chance().nextInt(READS) == 0 ? read() : transfer());
    }

    private CompletableFuture<Void> read() {
        History<BankOperation>.Open reading = history.begin(client.name(), new Sum(0, 0));
        return attempts.until(() -> client.connect().thenCompose(on -> {
                    client.autoCommit(true);
                    return client.run("SELECT SUM(BALANCE), COUNT(*) FROM ACCOUNT");
                }))
                .thenAccept(outcome -> {
                    var row = Answers.rows(outcome).get(0);
                    reading.end(Operation.Outcome.DONE, new Sum(Answers.number(row[0]), Answers.number(row[1])));
                });
    }

    private CompletableFuture<Void> transfer() {
        int from = client.chance().nextInt(Bank.ACCOUNTS);
        int to = (from + 1 + client.chance().nextInt(Bank.ACCOUNTS - 1)) % Bank.ACCOUNTS;
        int amount = 1 + client.chance().nextInt(MOST_AMOUNT);
        Transfer transfer = new Transfer(client.name() + "-" + ++transfers, from, to, amount);
        History<BankOperation>.Open moving = history.begin(client.name(), transfer);
        mayBeDone = false;
        return attempts.until(() -> attempt(transfer))
                .thenAccept(done -> moving.end(done ? Operation.Outcome.DONE : Operation.Outcome.FAILED, transfer));
    }

    /**
     * One attempt. Its first statement is also the look that an unknown outcome asks for: it waits for whatever transaction
     * still holds the number, and fails if that was committed.
     *
     * @return whether it is done; not if there is too little money
     */
    private CompletableFuture<Boolean> attempt(Transfer transfer) {
        int amount = transfer.amount();
        String insert = "INSERT INTO TRANSFER VALUES('%s', %d, %d, %d, SYSDATE)"
                .formatted(transfer.number(), transfer.from(), transfer.to(), amount);
        String take = "UPDATE ACCOUNT SET BALANCE = BALANCE - %d WHERE ID = %d AND BALANCE >= %d"
                .formatted(amount, transfer.from(), amount);
        String give = "UPDATE ACCOUNT SET BALANCE = BALANCE + %d WHERE ID = %d".formatted(amount, transfer.to());
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
            if (Answers.ofCommit(client, failure) == Operation.Outcome.UNKNOWN) {
                unknown++;
                mayBeDone = true;
            }
            return CompletableFuture.failedFuture(failure);
        });
    }
}
