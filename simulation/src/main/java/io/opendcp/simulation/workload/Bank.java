package io.opendcp.simulation;

import io.opendcp.protocol.statement.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The bank: clients move money between accounts on different EPs and read their sum. Each transfer leaves a row under a
 * number of its own in the same transaction. Right is: every reader's sum; at the end the sum, each account, and of each
 * transfer that a client was told of, that it is there if it was told to be and not if not.
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

    /** A transfer as the client that made it knows it. */
    record Transfer(int from, int to, int amount, boolean done) {}

    private final int clients;
    private final int operations;
    private final List<Teller> tellers = new ArrayList<>();

    /** @param operations transfers and reads of each client */
    public Bank(int clients, int operations) {
        this.clients = clients;
        this.operations = operations;
    }

    public Seen seen() {
        return new Seen(
                tellers.stream()
                        .mapToLong(teller -> teller.transfers().values().stream()
                                .filter(Transfer::done)
                                .count())
                        .sum(),
                tellers.stream()
                        .mapToLong(teller -> teller.transfers().values().stream()
                                .filter(transfer -> !transfer.done())
                                .count())
                        .sum(),
                tellers.stream().mapToLong(Teller::reads).sum(),
                tellers.stream().mapToLong(Teller::retries).sum(),
                tellers.stream().mapToLong(Teller::unknown).sum());
    }

    @Override
    public CompletableFuture<?> begin(Simulation simulation) {
        Attempts opening = new Attempts(simulation.client("manager"));
        return opening.until(() -> open(opening.client()))
                .thenCompose(opened -> CompletableFuture.allOf(IntStream.rangeClosed(1, clients)
                        .mapToObj(number -> new Teller(simulation.client("c" + number), operations))
                        .peek(tellers::add)
                        .map(Teller::work)
                        .toArray(CompletableFuture[]::new)))
                .thenCompose(worked -> opening.until(() -> balances(opening.client())))
                .thenCompose(balances -> opening.until(() -> transfers(opening.client()))
                        .thenAccept(numbers -> check(balances, numbers)));
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
                .thenCompose(on ->
                        client.run("CREATE TABLE TRANSFER(NUMBER VARCHAR(20) PRIMARY KEY, A INT, B INT, AMOUNT INT)"
                                + " DISTRIBUTED BY HASH(NUMBER)"))
                .thenCompose(on -> client.run("INSERT INTO ACCOUNT VALUES" + rows));
    }

    private static CompletableFuture<List<Long>> balances(SimulatedClient client) {
        return client.connect()
                .thenCompose(on -> client.run("SELECT BALANCE FROM ACCOUNT ORDER BY ID"))
                .thenApply(outcome -> outcome.resultSets().get(0).rows().stream()
                        .map(row -> number(row[0]))
                        .toList());
    }

    private static CompletableFuture<List<String>> transfers(SimulatedClient client) {
        return client.connect()
                .thenCompose(on -> client.run("SELECT NUMBER FROM TRANSFER ORDER BY NUMBER"))
                .thenApply(outcome -> outcome.resultSets().get(0).rows().stream()
                        .map(row -> String.valueOf(row[0]))
                        .toList());
    }

    static long number(@org.jspecify.annotations.Nullable Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("no number: " + value);
    }

    private void check(List<Long> balances, List<String> kept) {
        Map<String, Transfer> told = new LinkedHashMap<>();
        tellers.forEach(teller -> told.putAll(teller.transfers()));
        long[] expected = new long[ACCOUNTS];
        java.util.Arrays.fill(expected, OPENING_BALANCE);
        List<String> done = new ArrayList<>();
        told.forEach((number, transfer) -> {
            if (transfer.done()) {
                done.add(number);
                expected[transfer.from()] -= transfer.amount();
                expected[transfer.to()] += transfer.amount();
            }
        });
        require(kept, done.stream().sorted().toList(), "transfers kept");
        require(balances, java.util.Arrays.stream(expected).boxed().toList(), "balances");
    }

    static void require(Object seen, Object expected, String what) {
        if (!seen.equals(expected)) {
            throw new IllegalStateException("%s: %s, expected %s".formatted(what, seen, expected));
        }
    }
}
