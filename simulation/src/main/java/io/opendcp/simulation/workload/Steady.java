package io.opendcp.simulation.workload;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A steady load, by which it is seen what a switch does to it: each client changes a row of its own by its key and one of another
 * client, in one transaction after the other. A transaction that fails is rolled back, and the next one begins.
 */
public final class Steady implements Workload {
    /**
     * A transaction.
     *
     * @param began when its first request was sent, in ns since the start
     * @param ended when its last answer was there
     * @param code 0 if it is committed, else the error
     */
    public record Made(long began, long ended, int code) {}

    private static final int TRIES = 20;
    private static final long THOUGHT = Duration.ofMillis(2).toNanos();

    private final int clients;
    private final int transactions;
    private final Runnable onBegun;
    private final List<Made> made = new ArrayList<>();
    private @Nullable Simulation simulation;

    /**
     * @param transactions of each client
     * @param onBegun run when all clients are there, and begin their transactions
     */
    public Steady(int clients, int transactions, Runnable onBegun) {
        this.clients = clients;
        this.transactions = transactions;
        this.onBegun = onBegun;
    }

    /** In the order in which they ended. */
    public List<Made> made() {
        return made;
    }

    @Override
    public Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        made.forEach(each -> counts.merge(each.code() == 0 ? "committed" : "error " + each.code(), 1L, Long::sum));
        return counts;
    }

    @Override
    public CompletableFuture<?> begin(Simulation on) {
        simulation = on;
        SimulatedClient manager = on.client("manager");
        List<SimulatedClient> all = IntStream.range(0, clients)
                .mapToObj(number -> on.client("c" + number))
                .toList();
        return open(manager)
                .thenCompose(opened -> CompletableFuture.allOf(
                        all.stream().map(SimulatedClient::connect).toArray(CompletableFuture[]::new)))
                .thenRun(onBegun)
                .thenCompose(begun -> CompletableFuture.allOf(IntStream.range(0, clients)
                        .mapToObj(
                                number -> Busy.with(all.get(number), transactions, () -> one(all.get(number), number)))
                        .toArray(CompletableFuture[]::new)));
    }

    private CompletableFuture<Outcome> open(SimulatedClient client) {
        CompletableFuture<Outcome> opened = client.connect()
                .thenCompose(on -> client.run("CREATE TABLE T(K INT PRIMARY KEY, N INT) DISTRIBUTED BY HASH(K)"));
        for (int row = 0; row < 2 * clients; row++) {
            int key = row;
            opened = opened.thenCompose(on -> client.run("INSERT INTO T VALUES(" + key + ", 0)"));
        }
        return opened;
    }

    private long now() {
        return Objects.requireNonNull(simulation).elapsed().toNanos();
    }

    /** Its own rows only: nobody waits for another's lock. */
    private CompletableFuture<Void> one(SimulatedClient client, int number) {
        client.autoCommit(false);
        long began = now();
        int second = client.chance().nextBoolean() ? number : clients + number;
        return client.run("UPDATE T SET N = N + 1 WHERE K = " + number)
                .thenCompose(done -> client.run("UPDATE T SET N = N + 1 WHERE K = " + second))
                .thenCompose(done -> client.commit())
                .handle((done, failure) -> failure == null ? 0 : SimulatedClient.code(failure))
                .thenCompose(code -> {
                    made.add(new Made(began, now(), code));
                    return code == 0 ? CompletableFuture.completedFuture(null) : after(client, TRIES);
                });
    }

    /** The session goes on after a rollback. One that does not is a failure that nobody may see. */
    private CompletableFuture<Void> after(SimulatedClient client, int left) {
        return client.rollback()
                .thenCompose(
                        done -> client.pause(Duration.ofNanos(client.chance().nextLong(THOUGHT))))
                .exceptionallyCompose(failure -> left > 0
                                && client.connected()
                                && SimulatedClient.code(failure) == ErrorCode.CONNECTION_LOST.code()
                        ? after(client, left - 1)
                        : CompletableFuture.failedFuture(failure));
    }
}
