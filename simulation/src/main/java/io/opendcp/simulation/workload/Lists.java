package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.ViolationException;
import io.opendcp.simulation.check.list.Isolation;
import io.opendcp.simulation.check.list.ListAction;
import io.opendcp.simulation.check.list.ListAction.Read;
import io.opendcp.simulation.check.list.ListAppend;
import io.opendcp.simulation.check.list.ListTransaction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lists, a row each on some EP, to which transactions append and which they read; {@link ListAppend} says what is right. A
 * list is a text, {@code 0,17,4}; a few are in use at a time, and others when these are long.
 */
public final class Lists implements Workload {
    /** How a client appends. */
    public enum Way {
        /** In one statement. */
        AT_ONCE,
        /** It reads the list, then writes it with the element behind it: needs isolation of {@code SNAPSHOT} at least. */
        READ_FIRST
    }

    private static final int IN_USE = 3;
    private static final int LENGTH = 16;

    private final int clients;
    private final int transactions;
    private final Isolation isolation;
    private final Isolation promised;
    private final Way way;
    private History<ListTransaction> history = new History<>(() -> 0);
    private int elements;

    /** @param isolation that clients ask for, and are promised */
    public Lists(int clients, int transactions, Isolation isolation) {
        this(clients, transactions, isolation, isolation, Way.AT_ONCE);
    }

    /**
     * @param transactions of each client
     * @param isolation that clients ask for
     * @param promised that is checked
     */
    public Lists(int clients, int transactions, Isolation isolation, Isolation promised, Way way) {
        this.clients = clients;
        this.transactions = transactions;
        this.isolation = isolation;
        this.promised = promised;
        this.way = way;
    }

    /** What the clients saw. */
    public History<ListTransaction> history() {
        return history;
    }

    @Override
    public Map<String, Long> counts() {
        return history.counts();
    }

    @Override
    public CompletableFuture<?> begin(Simulation simulation) {
        history = simulation.history();
        Attempts opening = new Attempts(simulation.client("manager"));
        return opening.until(() -> open(opening.client()))
                .thenCompose(opened -> CompletableFuture.allOf(IntStream.rangeClosed(1, clients)
                        .mapToObj(number -> new ListClient(simulation.client("c" + number), this))
                        .map(client -> client.work(transactions))
                        .toArray(CompletableFuture[]::new)))
                .thenCompose(worked -> readAll(opening))
                .thenRun(() -> ViolationException.requireNone(
                        ListAppend.check(history, promised),
                        simulation.journal().entries()));
    }

    private CompletableFuture<?> open(SimulatedClient client) {
        int lists = clients * transactions * ListClient.MOST_ACTIONS / LENGTH + IN_USE;
        String rows =
                IntStream.range(0, lists).mapToObj(id -> "(" + id + ", '0')").collect(Collectors.joining(", "));
        return client.connect()
                .thenCompose(on -> client.run("DROP TABLE IF EXISTS LISTS"))
                .thenCompose(on ->
                        client.run("CREATE TABLE LISTS(ID INT PRIMARY KEY, L VARCHAR(2000)) DISTRIBUTED BY HASH(ID)"))
                .thenCompose(on -> client.run("INSERT INTO LISTS VALUES" + rows));
    }

    private CompletableFuture<Void> readAll(Attempts attempts) {
        SimulatedClient client = attempts.client();
        History<ListTransaction>.Open reading = history.begin(client.name(), new ListTransaction(List.of()));
        return attempts.until(
                        () -> client.connect().thenCompose(on -> client.run("SELECT ID, L FROM LISTS ORDER BY ID")))
                .thenAccept(outcome -> {
                    List<ListAction> reads = Answers.rows(outcome).stream()
                            .<ListAction>map(row -> new Read((int) Answers.number(row[0]), parsed(row[1] + "")))
                            .toList();
                    reading.end(Operation.Outcome.DONE, new ListTransaction(reads));
                });
    }

    /** The elements of a list as it is stored. */
    static List<Integer> parsed(String text) {
        return Arrays.stream(text.split(",", -1)).skip(1).map(Integer::valueOf).toList();
    }

    Isolation isolation() {
        return isolation;
    }

    Way way() {
        return way;
    }

    /** One of the lists in use. */
    int list(RandomGenerator chance) {
        return elements / LENGTH + chance.nextInt(IN_USE);
    }

    /** One that was never appended before. */
    int element() {
        return ++elements;
    }
}
