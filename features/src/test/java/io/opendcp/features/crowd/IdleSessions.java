package io.opendcp.features.crowd;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;

/**
 * A DCP in a process with little memory: what an idle session costs it, and whether it holds more and more under load. Arguments:
 * sessions, seconds under load, seed, heap in MB.
 */
public final class IdleSessions {
    private static final int WORKERS = 8;
    /** Footprints taken under load. */
    private static final int LOOKS = 20;
    /** What may have come on top between the first and the last third of the looks. */
    private static final double FLAT = 1.10;

    /**
     * What was seen.
     *
     * @param before without sessions, after as many had been there and left
     * @param idle with them
     * @param underLoad at equal distances
     * @param served transactions
     * @param failed transactions and logins
     * @param there idle sessions that nobody has closed at the end
     */
    record Seen(
            int sessions,
            Footprint before,
            Footprint idle,
            List<Footprint> underLoad,
            long served,
            long failed,
            long there) {
        long heapOfASession() {
            return (idle.heap() - before.heap()) / sessions;
        }

        long directOfASession() {
            return (idle.direct() - before.direct()) / sessions;
        }

        /** The median of the last third against that of the first. */
        double growth(ToLongFunction<Footprint> of) {
            int third = Math.max(1, underLoad.size() / 3);
            long first = median(underLoad.subList(0, third), of);
            long last = median(underLoad.subList(underLoad.size() - third, underLoad.size()), of);
            return (double) last / Math.max(1, first);
        }

        private static long median(List<Footprint> some, ToLongFunction<Footprint> of) {
            return some.stream()
                    .mapToLong(of)
                    .sorted()
                    .skip(some.size() / 2)
                    .findFirst()
                    .orElseThrow();
        }

        boolean right() {
            return failed == 0
                    && there == sessions
                    && growth(Footprint::heap) < FLAT
                    && growth(Footprint::direct) < FLAT
                    && growth(Footprint::descriptors) < FLAT;
        }
    }

    private final int sessions;
    private final Duration load;
    private final long seed;
    private final String heap;
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    IdleSessions(int sessions, Duration load, long seed, String heap) {
        this.sessions = sessions;
        this.load = load;
        this.seed = seed;
        this.heap = heap;
    }

    /** Ends with 1 if something grew or failed. */
    public static void main(String[] args) throws Exception {
        Seen seen = new IdleSessions(
                        Integer.parseInt(args[0]),
                        Duration.ofSeconds(Long.parseLong(args[1])),
                        Long.parseLong(args[2]),
                        args[3] + "m")
                .run();
        System.out.printf("before: %s%n", seen.before.words());
        System.out.printf(
                "%d idle sessions: %s; a session %d bytes of heap, %d outside%n",
                seen.sessions, seen.idle.words(), seen.heapOfASession(), seen.directOfASession());
        seen.underLoad.forEach(look -> System.out.println("  " + look.words()));
        System.out.printf(
                "%s s under load: %d transactions, failed %d; last third against the first: heap %.3f, direct %.3f, descriptors %.3f; %d idle sessions still there%n",
                args[1],
                seen.served,
                seen.failed,
                seen.growth(Footprint::heap),
                seen.growth(Footprint::direct),
                seen.growth(Footprint::descriptors),
                seen.there);
        System.exit(seen.right() ? 0 : 1);
    }

    Seen run() throws Exception {
        Path dir = Files.createTempDirectory("opendcp-idle-");
        ExecutorService threads = Executors.newFixedThreadPool(WORKERS + 1);
        try (ProcessBed bed = new ProcessBed(dir, heap, seed, "DCP_MAX_SESSIONS = " + (sessions + 100));
                Crowd crowd = new Crowd(bed.userAddress(), seed)) {
            Visitors.fill(bed);
            crowd.join(sessions);
            crowd.leave();
            Footprint before = settled(bed);
            crowd.join(sessions);
            Footprint idle = bed.look();
            List<CompletableFuture<Void>> working = new ArrayList<>();
            for (int i = 0; i < WORKERS; i++) {
                int number = i;
                working.add(CompletableFuture.runAsync(() -> work(bed, number), threads));
            }
            working.add(
                    CompletableFuture.runAsync(() -> Visitors.comeAndGo(bed, over, 20, began -> {}, failed), threads));
            List<Footprint> looks = new ArrayList<>();
            for (int i = 0; i < LOOKS; i++) {
                TimeUnit.NANOSECONDS.sleep(load.toNanos() / LOOKS);
                looks.add(bed.look());
            }
            over.set(true);
            for (CompletableFuture<Void> each : working) {
                each.get(1, TimeUnit.MINUTES);
            }
            return new Seen(sessions, before, idle, looks, served.get(), failed.get(), crowd.there());
        } finally {
            over.set(true);
            threads.shutdownNow();
            Folders.delete(dir);
        }
    }

    /** When those who left have been noticed: twice the same descriptors. */
    private static Footprint settled(ProcessBed bed) throws IOException, InterruptedException {
        Footprint last = bed.look();
        while (true) {
            TimeUnit.MILLISECONDS.sleep(500);
            Footprint now = bed.look();
            if (now.descriptors() == last.descriptors()) {
                return now;
            }
            last = now;
        }
    }

    /** Reads and writes rows of its own, some by texts that never come again. */
    private void work(ProcessBed bed, int number) {
        SplittableRandom chance = new SplittableRandom(seed + number);
        try (Connection connection = Visitors.connect(bed);
                PreparedStatement write = connection.prepareStatement("UPDATE T SET V = ? WHERE K = ?");
                Statement read = connection.createStatement()) {
            connection.setAutoCommit(false);
            while (!over.get()) {
                int key = chance.nextInt(Visitors.ROWS / WORKERS) * WORKERS + number;
                write.setString(1, "y".repeat(1 + chance.nextInt(199)));
                write.setInt(2, key);
                write.executeUpdate();
                try (ResultSet rows =
                        read.executeQuery("SELECT K, V FROM T WHERE K >= 0 AND V <> '" + chance.nextInt() + "'")) {
                    while (rows.next()) {
                        rows.getString(2);
                    }
                }
                connection.commit();
                served.incrementAndGet();
                TimeUnit.MILLISECONDS.sleep(5);
            }
        } catch (SQLException e) {
            failed.incrementAndGet();
            System.err.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
