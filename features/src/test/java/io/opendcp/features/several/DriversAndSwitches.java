package io.opendcp.features.several;

import static org.awaitility.Awaitility.await;

import io.opendcp.simulation.check.JournalEntry;
import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.watch.WatchSpec;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * What threads with the official driver see, in real time, when a primary changes places with its standby, and when it is lost and taken
 * over by itself with the manual's times. Arguments: threads, transactions of each at least, groups, seed.
 */
public final class DriversAndSwitches {
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    /** CONNECTION_LOST, OUTCOME_UNKNOWN. */
    private static final Set<Integer> DEFINED = Set.of(-6010, -8912);

    /** What happens to EP01. */
    enum Way {
        SWITCHOVER("switchover", "Switchover instance EP11 success"),
        TAKEOVER("kill", "Use instance EP11 to takeover success");

        private final String begins;
        private final String ends;

        Way(String begins, String ends) {
            this.begins = begins;
            this.ends = ends;
        }
    }

    private record Made(long began, long ended, int code) {}

    /**
     * What was seen.
     *
     * @param interrupted transactions that were under way when sessions were cut, by error
     * @param wrong what may not be: new transactions that failed, interrupted ones with another error, lost connections, lost rows
     * @param outage from the trouble's begin to the end of the first transaction that began after the first cut
     * @param watchers from the trouble's begin to the end of the watchers' work
     */
    record Seen(
            long committed, Map<Integer, Long> interrupted, List<String> wrong, Duration outage, Duration watchers) {}

    private final int threads;
    private final int transactions;
    private final int groups;
    private final long seed;
    private final WatchSpec watch;
    private final Queue<Made> made = new ConcurrentLinkedQueue<>();
    private final List<Long> cuts = new CopyOnWriteArrayList<>();

    DriversAndSwitches(int threads, int transactions, int groups, long seed, WatchSpec watch) {
        this.threads = threads;
        this.transactions = transactions;
        this.groups = groups;
        this.seed = seed;
        this.watch = watch;
    }

    /** Ends with 1 if something was wrong, with 2 if the arguments are. */
    public static void main(String[] args) throws Exception {
        int[] numbers = new int[4];
        try {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = Integer.parseInt(args[i]);
                if (numbers[i] < 1 || i < 3 && numbers[i] > 1000) {
                    throw new NumberFormatException(args[i] + " is not from 1 to 1000");
                }
            }
        } catch (NumberFormatException e) {
            System.err.println(
                    "usage: ci/drivers-and-switches [THREADS] [TRANSACTIONS] [GROUPS] [SEED]; " + e.getMessage());
            System.exit(2);
            return;
        }
        boolean right = true;
        for (Way way : Way.values()) {
            WatchSpec manual = WatchSpec.MANUAL.withAutomatic(true);
            Seen seen = new DriversAndSwitches(numbers[0], numbers[1], numbers[2], numbers[3], manual).run(way);
            right &= seen.wrong.isEmpty();
            System.out.printf(
                    "%s: %d transactions committed, interrupted %s, wrong %s; to the first answered new transaction %d ms, to the end of the watchers' work %d ms%n",
                    way,
                    seen.committed,
                    seen.interrupted,
                    seen.wrong,
                    seen.outage.toMillis(),
                    seen.watchers.toMillis());
        }
        System.exit(right ? 0 : 1);
    }

    Seen run(Way way) throws Exception {
        ConcurrentHashMap<Integer, Integer> errors = new ConcurrentHashMap<>();
        List<Worker> workers = new ArrayList<>();
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (TestCluster cluster = TestCluster.start(TestClusterSpec.of(MppSpec.ofGroups(groups), seed)
                .withMode(Mode.REAL)
                .withWatch(watch)
                .withSettings(List.of("DCP_CONN_POOL_SIZE = " + threads)))) {
            fill(cluster);
            cluster.mpp().run(mpp -> mpp.roles().onCut(() -> cuts.add(System.nanoTime())));
            AtomicInteger begun = new AtomicInteger();
            List<CompletableFuture<Void>> running = new ArrayList<>();
            int least = threads * transactions;
            for (int i = 0; i < threads; i++) {
                Worker worker = new Worker(
                        cluster.url() + "?language=en",
                        i,
                        errors,
                        (began, ended, code) -> made.add(new Made(began, ended, code)));
                workers.add(worker);
                running.add(CompletableFuture.runAsync(
                        () -> worker.run(() -> begun.incrementAndGet() <= least || !isBack()), pool));
            }
            await().atMost(PATIENCE).until(() -> begun.get() >= least / 3);
            long trouble = System.nanoTime();
            begin(way, cluster);
            for (CompletableFuture<Void> each : running) {
                each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            return seen(trouble, workers, sum(cluster), watchers(way, cluster));
        } finally {
            pool.shutdownNow();
        }
    }

    private void fill(TestCluster cluster) throws SQLException {
        try (Connection client = cluster.connect();
                Statement statement = client.createStatement()) {
            statement.execute("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            for (int key = 0; key < threads * Worker.ROWS; key++) {
                statement.execute("INSERT INTO T VALUES(%d, 0)".formatted(key));
            }
        }
    }

    private static void begin(Way way, TestCluster cluster) {
        if (way == Way.TAKEOVER) {
            cluster.kill("EP01");
            return;
        }
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> !cluster.monitor("switchover GRP1.EP11").contains("[code ="));
    }

    /** EP11 has replaced EP01, and a transaction that began after the cut is committed. */
    private boolean isBack() {
        return !cuts.isEmpty()
                && made.stream().anyMatch(each -> each.code == 0 && each.began - cuts.get(cuts.size() - 1) > 0);
    }

    private static Duration watchers(Way way, TestCluster cluster) {
        List<JournalEntry> all = cluster.journal().entries();
        long begin =
                last(all, entry -> entry.who().equals("test") && entry.what().contains(way.begins));
        long end =
                last(all, entry -> entry.who().equals("monitor") && entry.what().equals(way.ends));
        return Duration.ofNanos(end - begin);
    }

    private static long last(List<JournalEntry> all, Predicate<JournalEntry> like) {
        return all.stream().filter(like).mapToLong(JournalEntry::nanos).max().orElseThrow();
    }

    private static long sum(TestCluster cluster) throws SQLException {
        try (Connection connection = cluster.connect()) {
            return Long.parseLong(TwoDcps.read(connection, "SELECT SUM(V) FROM T"));
        }
    }

    private Seen seen(long trouble, List<Worker> workers, long sum, Duration watchers) {
        Map<Integer, Long> interrupted = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        long firstNew = Long.MAX_VALUE;
        long first = cuts.get(0);
        for (Made each : made) {
            boolean isNew = each.began - first > 0;
            if (each.code == 0) {
                firstNew = isNew ? Math.min(firstNew, each.ended - first) : firstNew;
            } else if (cuts.stream().noneMatch(cut -> each.began - cut <= 0 && each.ended - cut >= 0)) {
                wrong.add("a new transaction failed with " + each.code);
            } else if (DEFINED.contains(each.code)) {
                interrupted.merge(each.code, 1L, Long::sum);
            } else {
                wrong.add("an interrupted transaction got " + each.code);
            }
        }
        long committed = workers.stream().mapToLong(Worker::committed).sum();
        long failed = workers.stream().mapToLong(Worker::failed).sum();
        if (workers.stream().anyMatch(worker -> worker.logins() != 1)) {
            wrong.add("a session was lost");
        }
        if (sum < 2 * committed || sum > 2 * (committed + failed)) {
            wrong.add("the sum is %d after %d transactions".formatted(sum, committed));
        }
        return new Seen(committed, interrupted, wrong, Duration.ofNanos(first - trouble + firstNew), watchers);
    }
}
