package io.opendcp.features.several;

import static org.awaitility.Awaitility.await;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Two DCPs behind one service, restarted one after the other while threads with the official driver run transactions.
 * Arguments: how many transactions, seed.
 */
public final class RollingRestart {
    private static final int THREADS = 8;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    /** What a restart is like for whom. */
    enum Way {
        /** Drivers follow -613, and the administrator has listed their user. */
        FOLLOWING("DO_SWITCH=1, drained, user listed", "&doSwitch=1", "SP_DCP_DRAIN(30, '%s', 'SYSDBA')"),
        /** Drivers would not follow, and are not listed: they are closed at the deadline. */
        STAYING("no DO_SWITCH, drained, user not listed", "", "SP_DCP_DRAIN(2, '%s', 'NOBODY')"),
        /** Drivers do not follow, but the administrator believes that they do. */
        MISTAKEN("no DO_SWITCH, drained, user listed by mistake", "", "SP_DCP_DRAIN(2, '%s', '*')"),
        /** The DCP is just stopped. */
        KILLED("DO_SWITCH=1, stopped without a drain", "&doSwitch=1", ""),
        KILLED_STAYING("no DO_SWITCH, stopped without a drain", "", "");

        private final String words;
        private final String properties;
        private final String drain;

        Way(String words, String properties, String drain) {
            this.words = words;
            this.properties = properties;
            this.drain = drain;
        }
    }

    /**
     * What was seen.
     *
     * @param failed transactions, or attempts to connect
     * @param errors that applications saw, by code
     * @param logins connections that the threads made
     * @param sum of what committed transactions added, as the EPs have it
     * @param drained what became of the sessions of each DCP: moved, closed idle, closed in a transaction, left
     */
    record Seen(int committed, int failed, Map<Integer, Integer> errors, int logins, long sum, List<String> drained) {
        /** Each committed transaction has added 2; one that failed while it committed may have. */
        boolean nothingLost() {
            return sum >= 2L * committed && sum <= 2L * (committed + failed);
        }
    }

    private final int transactions;
    private final long seed;

    RollingRestart(int transactions, long seed) {
        this.transactions = transactions;
        this.seed = seed;
    }

    public static void main(String[] args) throws Exception {
        RollingRestart restart = new RollingRestart(Integer.parseInt(args[0]), Long.parseLong(args[1]));
        PrintStream out = System.out;
        for (Way way : Way.values()) {
            Seen seen = restart.run(way);
            out.printf(
                    "%s: %d transactions committed, %d failed %s, %d logins of %d threads, drained (moved, idle, in transaction, left) %s, %s%n",
                    way.words,
                    seen.committed,
                    seen.failed,
                    new TreeMap<>(seen.errors),
                    seen.logins,
                    THREADS,
                    seen.drained,
                    seen.nothingLost() ? "nothing lost" : "LOST: " + seen.sum);
        }
    }

    Seen run(Way way) throws Exception {
        ConcurrentHashMap<Integer, Integer> errors = new ConcurrentHashMap<>();
        List<Worker> workers = new ArrayList<>();
        List<String> drained = new ArrayList<>();
        AtomicInteger begun = new AtomicInteger();
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (TwoDcps dcps = new TwoDcps(seed)) {
            String url = dcps.serviceUrl() + way.properties;
            List<CompletableFuture<Void>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Worker worker = new Worker(url, i, errors);
                workers.add(worker);
                running.add(CompletableFuture.runAsync(
                        () -> worker.run(() -> begun.incrementAndGet() <= transactions || !over.get()), threads));
            }
            restart(dcps, way, TwoDcps.ONE, TwoDcps.OTHER, begun, transactions / 3, drained);
            restart(dcps, way, TwoDcps.OTHER, TwoDcps.ONE, begun, 2 * transactions / 3, drained);
            over.set(true);
            for (CompletableFuture<Void> each : running) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return new Seen(
                    workers.stream().mapToInt(Worker::committed).sum(),
                    workers.stream().mapToInt(Worker::failed).sum(),
                    errors,
                    workers.stream().mapToInt(Worker::logins).sum(),
                    sum(dcps),
                    drained);
        } finally {
            over.set(true);
            threads.shutdownNow();
        }
    }

    private static void restart(
            TwoDcps dcps, Way way, String dcp, String peer, AtomicInteger begun, int from, List<String> drained)
            throws SQLException {
        await().atMost(PATIENCE).until(() -> begun.get() >= from);
        if (!way.drain.isEmpty()) {
            dcps.manage(dcp, way.drain.formatted(dcps.address(peer)));
            dcps.awaitDrained(dcp);
            drained.add(dcps.counted(dcp));
        }
        dcps.stop(dcp);
        dcps.start(dcp);
    }

    private static long sum(TwoDcps dcps) throws SQLException {
        try (Connection connection = TwoDcps.connect(dcps.url(TwoDcps.ONE))) {
            return Long.parseLong(TwoDcps.read(connection, "SELECT SUM(V) FROM T"));
        }
    }
}
