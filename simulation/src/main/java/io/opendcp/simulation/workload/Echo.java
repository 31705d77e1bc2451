package io.opendcp.simulation.workload;

import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Clients each of whose queries has a token that no other has, and whose reply has to have it too: written in the text or bound,
 * alone or in a transaction, short or as a CLOB that is read by its locator, as are those of a table. Now and then one leaves in the middle of it. Whoever got another answer is put down.
 */
public final class Echo implements Workload {
    /** Bytes from which on EPs keep a LOB out of its row. */
    private static final int OUT_OF_ROW = 901;

    private final int clients;
    private final int statements;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<String> mismatches = new ArrayList<>();
    private long asked;

    /** @param statements of all clients together, at least */
    public Echo(int clients, int statements) {
        this.clients = clients;
        this.statements = statements;
    }

    /** What was asked, and what came instead. */
    public List<String> mismatches() {
        return mismatches;
    }

    /** Statements that were sent with a token. */
    public long asked() {
        return asked;
    }

    @Override
    public Map<String, Long> counts() {
        return counts;
    }

    boolean enough() {
        return asked >= statements;
    }

    void asks() {
        asked++;
    }

    void answered(String token, List<String> answer) {
        count("answered");
        if (!answer.equals(List.of(token))) {
            mismatches.add("asked with %s, answered %s".formatted(token, answer));
        }
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    @Override
    public CompletableFuture<?> begin(Simulation simulation) {
        Attempts opening = new Attempts(simulation.client("manager"));
        return opening.until(() -> Tokens.open(opening.client()))
                .thenCompose(opened -> opening.until(() -> pages(opening.client())))
                .thenCompose(written -> CompletableFuture.allOf(IntStream.rangeClosed(1, clients)
                        .mapToObj(number -> new EchoClient(simulation.client("c" + number), this).work())
                        .toArray(CompletableFuture[]::new)));
    }

    /** A table of CLOBs too long for their rows. */
    private static CompletableFuture<?> pages(SimulatedClient client) {
        String rows = IntStream.range(0, Tokens.KEYS)
                .mapToObj(id -> "(%d, '%s')".formatted(id, page(id)))
                .collect(Collectors.joining(", "));
        return client.connect()
                .thenCompose(on -> client.run("DROP TABLE IF EXISTS PAGE"))
                .thenCompose(dropped ->
                        client.run("CREATE TABLE PAGE(ID INT PRIMARY KEY, TEXT CLOB) DISTRIBUTED BY HASH(ID)"))
                .thenCompose(made -> client.run("INSERT INTO PAGE VALUES " + rows));
    }

    /** The text of that page. */
    static String page(int id) {
        return longer("page " + id);
    }

    /** A text that is told of by its locator. */
    static String longer(String text) {
        return (text + "; ").repeat(1 + OUT_OF_ROW / text.length());
    }

    /** The answers of one query. */
    static List<String> texts(Outcome outcome) {
        return outcome.resultSets().isEmpty() ? List.of() : Answers.texts(outcome);
    }
}
