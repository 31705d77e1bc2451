package io.opendcp.features.echo;

import io.opendcp.features.Testbed;
import io.opendcp.simulator.MppSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether each reply is its request's, of threads with the official driver on few connections, in real time: threads leave in the
 * middle of a request, and EPs' connections are reset. Arguments: statements, seed, threads, size of the pool.
 */
public final class TokenEchoDrivers {
    static final int PLACES = 16;
    private static final int EPS = 3;
    private static final long BETWEEN_RESETS_MILLIS = 2000;

    /**
     * What was seen.
     *
     * @param errors that threads were told, by code
     * @param wrong mismatches, other errors, and what was left open
     */
    record Seen(long asked, Map<Integer, Integer> errors, int resets, List<String> wrong) {}

    private final int threads;
    private final int poolSize;

    TokenEchoDrivers(int threads, int poolSize) {
        this.threads = threads;
        this.poolSize = poolSize;
    }

    Seen run(int statements, long seed) throws Exception {
        ConcurrentHashMap<Integer, Integer> errors = new ConcurrentHashMap<>();
        ExecutorService pool = Executors.newCachedThreadPool();
        try (Testbed bed =
                new Testbed(MppSpec.ofEps(EPS), seed, "DCP_CONN_POOL_SIZE = " + poolSize, "DCP_POOL_WAIT = 600000")) {
            fill(bed);
            List<EchoThread> all = IntStream.range(0, threads)
                    .mapToObj(number -> new EchoThread(bed.url(), number, seed, errors, pool))
                    .toList();
            CompletableFuture<?> working = CompletableFuture.allOf(all.stream()
                    .map(each -> CompletableFuture.runAsync(() -> each.work(statements / threads), pool))
                    .toArray(CompletableFuture[]::new));
            int resets = resets(bed, working, new SplittableRandom(seed));
            List<String> wrong = new ArrayList<>();
            all.forEach(each -> wrong.addAll(each.wrong()));
            leftOpen(bed, wrong);
            return new Seen(all.stream().mapToLong(EchoThread::asked).sum(), errors, resets, wrong);
        } finally {
            pool.shutdownNow();
        }
    }

    private static int resets(Testbed bed, CompletableFuture<?> working, SplittableRandom chance) throws Exception {
        for (int resets = 0; ; resets++) {
            try {
                working.get(BETWEEN_RESETS_MILLIS, TimeUnit.MILLISECONDS);
                return resets;
            } catch (TimeoutException goesOn) {
                String sentence = "when EP0%d has answered 0 messages, reset its %dth reply"
                        .formatted(1 + chance.nextInt(EPS), 4 + chance.nextInt(6));
                bed.mpp(mpp -> {
                    mpp.suffers(sentence);
                    return true;
                });
            }
        }
    }

    private static void leftOpen(Testbed bed, List<String> wrong) {
        long violations = bed.server().withPool(pool -> pool.violations());
        if (violations > 0) {
            wrong.add(violations + " connections came back with something open");
        }
        bed.server().withPool(pool -> pool.clear(Integer.MAX_VALUE));
        int open = bed.mpp(mpp -> mpp.openTransactions());
        if (open > 0) {
            wrong.add(open + " transactions are open on EPs");
        }
    }

    private static void fill(Testbed bed) throws SQLException {
        String places =
                IntStream.range(0, PLACES).mapToObj(id -> "(" + id + ")").collect(Collectors.joining(", "));
        try (Connection connection = bed.ep(0);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE TOKEN(T VARCHAR(30)) DISTRIBUTED BY HASH(T)");
            statement.execute("CREATE TABLE PLACE(ID INT PRIMARY KEY) DISTRIBUTED BY HASH(ID)");
            statement.execute("INSERT INTO PLACE VALUES" + places);
        }
    }

    /** Ends with 1 if something was wrong. */
    public static void main(String[] args) throws Exception {
        int statements = Integer.parseInt(args[0]);
        int threads = Integer.parseInt(args[2]);
        int poolSize = Integer.parseInt(args[3]);
        Seen seen = new TokenEchoDrivers(threads, poolSize).run(statements, Long.parseLong(args[1]));
        System.out.printf(
                "%d statements of %d threads on a pool of %d, %d resets asked for: errors %s, mismatches and the like %d%n",
                seen.asked, threads, poolSize, seen.resets, new TreeMap<>(seen.errors), seen.wrong.size());
        seen.wrong.stream().limit(10).forEach(each -> System.out.println("  " + each));
        System.exit(seen.wrong.isEmpty() ? 0 : 1);
    }
}
