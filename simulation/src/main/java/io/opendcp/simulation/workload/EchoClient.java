package io.opendcp.simulation.workload;

import io.opendcp.simulation.SimulatedClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A client of {@link Echo}. */
final class EchoClient {
    private static final long LONGEST_THOUGHT = Duration.ofMillis(5).toNanos();
    /** One of so many leaves in the middle of what it does. */
    private static final int LEAVES = 50;

    private static final int MOST_IN_TRANSACTION = 4;
    /** Of so many queries one asks for its token as a CLOB, and one for a table's. */
    private static final int A_LOB = 8;

    private final SimulatedClient client;
    private final Echo echo;
    private final Attempts attempts;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private int tokens;

    EchoClient(SimulatedClient client, Echo echo) {
        this.client = client;
        this.echo = echo;
        attempts = new Attempts(client);
    }

    /** Until all clients together have done enough, or with the first failure that may not be. */
    CompletableFuture<Void> work() {
        goOn();
        return done;
    }

    private void goOn() {
        if (echo.enough()) {
            done.complete(null);
            return;
        }
        thought()
                .thenCompose(thought -> client.connect())
                .thenCompose(connected -> client.chance().nextInt(3) == 0 ? transaction() : single())
                .exceptionallyCompose(failure -> {
                    echo.count("failed " + SimulatedClient.code(failure));
                    return attempts.recover(failure);
                })
                .whenComplete((nothing, unexpected) -> {
                    if (unexpected == null) {
                        goOn();
                    } else {
                        done.completeExceptionally(unexpected);
                    }
                });
    }

    private CompletableFuture<Void> thought() {
        return client.pause(Duration.ofNanos(client.chance().nextLong(LONGEST_THOUGHT)));
    }

    private CompletableFuture<Void> single() {
        client.autoCommit(true);
        return ask();
    }

    private CompletableFuture<Void> transaction() {
        client.autoCommit(false);
        CompletableFuture<Void> all = CompletableFuture.completedFuture(null);
        for (int left = 1 + client.chance().nextInt(MOST_IN_TRANSACTION); left > 0; left--) {
            all = all.thenCompose(asked -> client.chance().nextInt(3) == 0 ? put() : ask());
        }
        return all.thenCompose(asked -> client.chance().nextBoolean() ? client.commit() : client.rollback());
    }

    private CompletableFuture<Void> put() {
        return client.run("INSERT INTO TOKEN VALUES('" + next() + "')").thenAccept(outcome -> echo.count("inserted"));
    }

    private CompletableFuture<Void> ask() {
        String token = next();
        int place = client.chance().nextInt(Tokens.KEYS);
        echo.asks();
        CompletableFuture<Void> answered = switch (client.chance().nextInt(A_LOB)) {
            case 0 -> lob("SELECT CAST('%s' AS CLOB) FROM PLACE WHERE ID = %d", Echo.longer(token), place);
            case 1 -> page(place);
            default ->
                client.chance().nextBoolean()
                        ? written("SELECT '%s' FROM PLACE WHERE ID = %d", token, place)
                        : bound("SELECT CAST(? AS VARCHAR(30)) FROM PLACE WHERE ID = ?", token, place);
        };
        if (client.chance().nextInt(LEAVES) == 0) {
            echo.count("left");
            return client.pause(Duration.ofNanos(client.chance().nextLong(LONGEST_THOUGHT / 2)))
                    .thenRun(client::close)
                    .thenCompose(left -> answered)
                    .exceptionally(gone -> null)
                    .thenCompose(over ->
                            client.connected() ? CompletableFuture.<Void>completedFuture(null) : client.connect());
        }
        return answered;
    }

    private CompletableFuture<Void> written(String sql, String token, int place) {
        return client.run(sql.formatted(token, place)).thenAccept(outcome -> echo.answered(token, Echo.texts(outcome)));
    }

    private CompletableFuture<Void> bound(String sql, String token, int place) {
        return client.run(sql, List.of(token, place)).thenAccept(outcome -> echo.answered(token, Echo.texts(outcome)));
    }

    private CompletableFuture<Void> lob(String sql, String token, int place) {
        return written(sql, token, place).thenRun(() -> echo.count("LOBs of no table"));
    }

    private CompletableFuture<Void> page(int id) {
        return client.run("SELECT TEXT FROM PAGE WHERE ID = " + id)
                .thenAccept(outcome -> echo.answered(Echo.page(id), Echo.texts(outcome)))
                .thenRun(() -> echo.count("LOBs of a table"));
    }

    private String next() {
        return client.name() + "-" + ++tokens;
    }
}
