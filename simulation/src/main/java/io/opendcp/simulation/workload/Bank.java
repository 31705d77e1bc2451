package io.opendcp.simulation.workload;

import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import io.opendcp.simulation.check.Balance;
import io.opendcp.simulation.check.BankOperation;
import io.opendcp.simulation.check.BankOperation.Books;
import io.opendcp.simulation.check.BankOperation.Sum;
import io.opendcp.simulation.check.BankOperation.Transfer;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.ViolationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bank: clients move money between accounts on different EPs and read their sum; {@link Balance} says what is right.
 * Each transfer leaves a row under a number of its own in the same transaction, by which a client finds out what became of
 * a commit whose answer it did not get.
 */
public final class Bank implements Workload {
    static final int ACCOUNTS = 8;
    static final int OPENING_BALANCE = 100;

    /**
     * What the clients saw.
     *
     * @param transfers that were told to be done
     * @param refused for want of money
     * @param reads of the sum
     * @param retries after errors that say that nothing was done
     * @param unknown commits whose outcome the client had to look for
     */
    public record Seen(long transfers, long refused, long reads, long retries, long unknown) {}

    private final int clients;
    private final int operations;
    private final List<Teller> tellers = new ArrayList<>();
    private History<BankOperation> history = new History<>(() -> 0);

    /** @param operations transfers and reads of each client */
    public Bank(int clients, int operations) {
        this.clients = clients;
        this.operations = operations;
    }

    public Seen seen() {
        return new Seen(
                history.of(Transfer.class).filter(Operation::done).count(),
                history.of(Transfer.class).filter(each -> !each.done()).count(),
                history.of(Sum.class).filter(Operation::done).count(),
                tellers.stream().mapToLong(Teller::retries).sum(),
                tellers.stream().mapToLong(Teller::unknown).sum());
    }

    @Override
    public Map<String, Long> counts() {
        Seen seen = seen();
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("operations", seen.transfers() + seen.refused() + seen.reads());
        counts.put("transfers", seen.transfers());
        counts.put("refused", seen.refused());
        counts.put("reads", seen.reads());
        counts.put("retries", seen.retries());
        counts.put("unknown", seen.unknown());
        return counts;
    }

    @Override
    public CompletableFuture<?> begin(Simulation simulation) {
        history = simulation.history();
        Attempts opening = new Attempts(simulation.client("manager"));
        return opening.until(() -> open(opening.client()))
                .thenCompose(opened -> CompletableFuture.allOf(IntStream.rangeClosed(1, clients)
                        .mapToObj(number -> new Teller(simulation.client("c" + number), history, operations))
                        .peek(tellers::add)
                        .map(Teller::work)
                        .toArray(CompletableFuture[]::new)))
                .thenCompose(worked -> books(opening))
                .thenRun(() -> ViolationException.requireNone(
                        Balance.check(history, ACCOUNTS, OPENING_BALANCE),
                        simulation.journal().entries()));
    }

    /** May be run again after it failed half-way. */
    private static CompletableFuture<Outcome> open(SimulatedClient client) {
        String rows = IntStream.range(0, ACCOUNTS)
                .mapToObj(id -> "(" + id + ", " + OPENING_BALANCE + ")")
                .collect(Collectors.joining(", "));
        return client.connect()
                .thenCompose(on -> client.run("DROP TABLE IF EXISTS ACCOUNT"))
                .thenCompose(on -> client.run("DROP TABLE IF EXISTS TRANSFER"))
                .thenCompose(on ->
                        client.run("CREATE TABLE ACCOUNT(ID INT PRIMARY KEY, BALANCE INT) DISTRIBUTED BY HASH(ID)"))
                .thenCompose(on -> client.run(
                        "CREATE TABLE TRANSFER(NUMBER VARCHAR(20) PRIMARY KEY, A INT, B INT, AMOUNT INT, MADE DATETIME)"
                                + " DISTRIBUTED BY HASH(NUMBER)"))
                .thenCompose(on -> client.run("INSERT INTO ACCOUNT VALUES" + rows));
    }

    private CompletableFuture<Void> books(Attempts attempts) {
        SimulatedClient client = attempts.client();
        History<BankOperation>.Open reading = history.begin(client.name(), new Books(List.of(), List.of()));
        return attempts.until(() -> client.connect()
                        .thenCompose(on -> client.run("SELECT BALANCE FROM ACCOUNT ORDER BY ID"))
                        .thenCompose(balances -> client.run("SELECT NUMBER FROM TRANSFER ORDER BY NUMBER")
                                .thenApply(numbers -> new Books(Answers.numbers(balances), Answers.texts(numbers)))))
                .thenAccept(books -> reading.end(Operation.Outcome.DONE, books));
    }
}
