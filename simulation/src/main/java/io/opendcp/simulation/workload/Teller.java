package io.opendcp.simulation.workload;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.check.BankOperation;
import io.opendcp.simulation.check.BankOperation.Sum;
import io.opendcp.simulation.check.BankOperation.Transfer;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client of the {@link Bank}: one operation after the other, each until it is done. */
final class Teller {
    /** Of so many operations one reads. */
    private static final int READS = 4;

    private static final int MOST_AMOUNT = 30;
    private static final String INSERT = "INSERT INTO TRANSFER VALUES(?, ?, ?, ?, SYSDATE)";
    private static final String TAKE = "UPDATE ACCOUNT SET BALANCE = BALANCE - ? WHERE ID = ? AND BALANCE >= ?";
    private static final String GIVE = "UPDATE ACCOUNT SET BALANCE = BALANCE + ? WHERE ID = ?";

    private final SimulatedClient client;
    private final Attempts attempts;
    private final History<BankOperation> history;
    private final int operations;
    private final boolean prepares;
    private int transfers;
    private long unknown;
    /** Whether the transfer under way may have been committed before. */
    private boolean mayBeDone;

    Teller(SimulatedClient client, History<BankOperation> history, int operations) {
        this.client = client;
        this.history = history;
        this.operations = operations;
        attempts = new Attempts(client);
        prepares = client.chance().nextBoolean();
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
        CompletableFuture<Outcome> begun = client.connect().thenCompose(on -> {
            client.autoCommit(false);
            return run(INSERT, transfer.number(), transfer.from(), transfer.to(), amount);
        });
        return begun.thenCompose(inserted -> run(TAKE, amount, transfer.from(), amount))
                .thenCompose(taken -> taken.updateCount() == 0
                        ? client.rollback().thenApply(undone -> false)
                        : run(GIVE, amount, transfer.to())
                                .thenCompose(given -> commit())
                                .thenApply(committed -> true))
                .exceptionallyCompose(failure -> {
                    if (mayBeDone && SimulatedClient.code(failure) == ErrorCode.UNIQUE_TABLE.code()) {
                        return client.rollback().thenApply(undone -> true);
                    }
                    return CompletableFuture.failedFuture(failure);
                });
    }

    /** Prepared, or as a text with the values in it: half of the clients do this, half that. */
    private CompletableFuture<Outcome> run(String sql, Object... values) {
        if (prepares) {
            return client.run(sql, List.of(values));
        }
        String text = sql;
        for (Object value : values) {
            text = text.replaceFirst("\\?", value instanceof String ? "'" + value + "'" : value.toString());
        }
        return client.run(text);
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
