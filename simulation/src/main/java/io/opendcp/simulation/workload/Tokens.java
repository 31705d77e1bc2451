package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import io.opendcp.simulation.check.AtMostOnce;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.OwnReplies;
import io.opendcp.simulation.check.TokenOperation;
import io.opendcp.simulation.check.TokenOperation.Count;
import io.opendcp.simulation.check.Violation;
import io.opendcp.simulation.check.ViolationException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Tokens: clients send them along with queries and look whether the reply has the same one ({@link OwnReplies}), and write
 * them down in a table without a key, which takes whatever comes, however often ({@link AtMostOnce}).
 */
public final class Tokens implements Workload {
    static final int KEYS = 16;

    private final int clients;
    private final int operations;
    private History<TokenOperation> history = new History<>(() -> 0);

    /** @param operations of each client */
    public Tokens(int clients, int operations) {
        this.clients = clients;
        this.operations = operations;
    }

    /** What the clients saw. */
    public History<TokenOperation> history() {
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
                        .mapToObj(number -> new TokenClient(simulation.client("c" + number), history))
                        .map(client -> client.work(operations))
                        .toArray(CompletableFuture[]::new)))
                .thenCompose(worked -> count(opening))
                .thenRun(() -> ViolationException.requireNone(
                        violations(), simulation.journal().entries()));
    }

    private List<Violation> violations() {
        return Stream.of(AtMostOnce.check(history), OwnReplies.check(history))
                .flatMap(List::stream)
                .toList();
    }

    static CompletableFuture<?> open(SimulatedClient client) {
        String rows = IntStream.range(0, KEYS).mapToObj(id -> "(" + id + ")").collect(Collectors.joining(", "));
        return client.connect()
                .thenCompose(on -> client.run("DROP TABLE IF EXISTS TOKEN"))
                .thenCompose(on -> client.run("DROP TABLE IF EXISTS PLACE"))
                .thenCompose(on -> client.run("CREATE TABLE TOKEN(T VARCHAR(20)) DISTRIBUTED BY HASH(T)"))
                .thenCompose(on -> client.run("CREATE TABLE PLACE(ID INT PRIMARY KEY) DISTRIBUTED BY HASH(ID)"))
                .thenCompose(on -> client.run("INSERT INTO PLACE VALUES" + rows));
    }

    private CompletableFuture<Void> count(Attempts attempts) {
        SimulatedClient client = attempts.client();
        History<TokenOperation>.Open counting = history.begin(client.name(), new Count(List.of()));
        return attempts.until(() -> client.connect().thenCompose(on -> client.run("SELECT T FROM TOKEN ORDER BY T")))
                .thenAccept(found -> counting.end(Operation.Outcome.DONE, new Count(Answers.texts(found))));
    }
}
