package io.opendcp.features.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What others notice of clients that never read, of such as never finish a login, and of such as come and go without a word: transactions'
 * and logins' times in turns with and without them. Arguments: clients of each kind, seconds of a turn, turns of each sort, seed.
 */
public final class SlowClients {
    private static final int WORKERS = 4;
    /** Of each that does not read: a few fill what is between it and the DCP. */
    private static final int REQUESTS = 5;

    /** So that the answer before is there, unread: who does not wait for it is sent away. */
    private static final Duration LEAST_BETWEEN = Duration.ofSeconds(1);

    private static final Duration BETWEEN_OF_EACH = Duration.ofMillis(4);

    /** Times of the one sort of turns, in ns. */
    private static final class Times {
        private final Queue<Long> transactions = new ConcurrentLinkedQueue<>();
        private final Queue<Long> logins = new ConcurrentLinkedQueue<>();
    }

    /**
     * What was seen; times in ms.
     *
     * @param failed transactions and logins of the honest
     * @param most what the DCP held with all of them
     * @param there sessions of the DCP at the end of the last turn: those that do not read are let be
     */
    record Seen(
            double transactionsWithout,
            double transactionsWith,
            double loginsWithout,
            double loginsWith,
            long transactions,
            long logins,
            long failed,
            Footprint before,
            Footprint most,
            long there) {}

    private final int clients;
    private final Duration turn;
    private final int turns;
    private final long seed;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong failed = new AtomicLong();
    private final Times without = new Times();
    private final Times with = new Times();
    private volatile Times now = without;
    private long there;

    SlowClients(int clients, Duration turn, int turns, long seed) {
        this.clients = clients;
        this.turn = turn;
        this.turns = turns;
        this.seed = seed;
    }

    /** Ends with 1 if somebody honest failed. */
    public static void main(String[] args) throws Exception {
        Seen seen = new SlowClients(
                        Integer.parseInt(args[0]),
                        Duration.ofSeconds(Long.parseLong(args[1])),
                        Integer.parseInt(args[2]),
                        Long.parseLong(args[3]))
                .run();
        System.out.printf(
                "p99 of %d transactions: without %.2f ms, with %.2f ms, ratio %.2f; of %d logins: %.2f ms, %.2f ms, ratio %.2f; failed %d%n",
                seen.transactions,
                seen.transactionsWithout,
                seen.transactionsWith,
                seen.transactionsWith / seen.transactionsWithout,
                seen.logins,
                seen.loginsWithout,
                seen.loginsWith,
                seen.loginsWith / seen.loginsWithout,
                seen.failed);
        System.out.printf(
                "the DCP before: %s; with all: %s; %d sessions%n", seen.before.words(), seen.most.words(), seen.there);
        System.exit(seen.failed == 0 ? 0 : 1);
    }

    Seen run() throws Exception {
        Path dir = Files.createTempDirectory("opendcp-slow-");
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 2);
        try (ProcessBed bed = new ProcessBed(dir, "512m", seed, "DCP_MAX_SESSIONS = " + (3 * clients + 100))) {
            Visitors.fill(bed);
            List<CompletableFuture<Void>> working = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int number = i;
                working.add(CompletableFuture.runAsync(() -> work(bed, number), threads));
            }
            working.add(CompletableFuture.runAsync(() -> comeAndGo(bed), threads));
            TimeUnit.NANOSECONDS.sleep(3 * turn.toNanos()); // until all is warm
            without.transactions.clear();
            without.logins.clear();
            Footprint before = bed.look();
            Footprint most = before;
            for (int i = 0; i < turns; i++) {
                TimeUnit.NANOSECONDS.sleep(turn.toNanos());
                Footprint seen = slowTurn(bed, threads);
                most = seen.heap() + seen.direct() > most.heap() + most.direct() ? seen : most;
            }
            over.set(true);
            for (CompletableFuture<Void> each : working) {
                each.get(1, TimeUnit.MINUTES);
            }
            return new Seen(
                    p99(without.transactions),
                    p99(with.transactions),
                    p99(without.logins),
                    p99(with.logins),
                    without.transactions.size() + with.transactions.size(),
                    without.logins.size() + with.logins.size(),
                    failed.get(),
                    before,
                    most,
                    there);
        } finally {
            over.set(true);
            threads.shutdownNow();
            Folders.delete(dir);
        }
    }

    /** They come, are there for a turn, and go; only the turn counts. */
    private Footprint slowTurn(ProcessBed bed, ExecutorService threads) throws Exception {
        try (Crowd crowd = new Crowd(bed.userAddress(), seed);
                Strangers strangers = new Strangers(bed.userAddress())) {
            AtomicBoolean ended = new AtomicBoolean();
            crowd.join(clients);
            crowd.askAndNeverRead(
                    "SELECT K, V FROM T", REQUESTS, LEAST_BETWEEN.plus(BETWEEN_OF_EACH.multipliedBy(clients)));
            strangers.beginLogins(clients);
            CompletableFuture<Void> comers = CompletableFuture.runAsync(
                    () -> {
                        try {
                            strangers.comeAndGo(clients, turn.toNanos(), ended);
                        } catch (IOException e) {
                            failed.incrementAndGet();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    },
                    threads);
            now = with;
            TimeUnit.NANOSECONDS.sleep(turn.toNanos());
            now = new Times(); // leaving counts for nobody
            ended.set(true);
            comers.get(1, TimeUnit.MINUTES);
            Footprint seen = bed.look();
            there = bed.sessions();
            crowd.leave();
            strangers.leave();
            TimeUnit.SECONDS.sleep(1);
            now = without;
            return seen;
        }
    }

    private static double p99(Queue<Long> times) {
        List<Long> sorted = times.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() * 99 / 100) / 1e6;
    }

    private void work(ProcessBed bed, int number) {
        try (Connection connection = Visitors.connect(bed);
                PreparedStatement write = connection.prepareStatement("UPDATE T SET V = ? WHERE K = ?")) {
            connection.setAutoCommit(false);
            for (int i = 0; !over.get(); i++) {
                long began = System.nanoTime();
                Times mine = now;
                write.setString(1, "y" + i);
                write.setInt(2, i * WORKERS % Visitors.ROWS + number);
                write.executeUpdate();
                connection.commit();
                mine.transactions.add(System.nanoTime() - began);
                TimeUnit.MILLISECONDS.sleep(2);
            }
        } catch (SQLException e) {
            failed.incrementAndGet();
            System.err.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A login counts for the turn in which it ended. */
    private void comeAndGo(ProcessBed bed) {
        Visitors.comeAndGo(bed, over, 5, began -> now.logins.add(System.nanoTime() - began), failed);
    }
}
