package io.opendcp.simulation.search;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.workload.Logins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

/** How long a password is let in that the MPP does not take any more, while connections made with it are pooled and clients use it. */
final class AuthTruth {
    private static final int CLIENTS = 8;
    private static final Duration THOUGHT = Duration.ofMillis(150);
    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration WITHIN = Duration.ofSeconds(5);
    private static final Duration AFTER = Duration.ofSeconds(8);

    /** What is done to the user. */
    enum Way {
        CHANGED("ALTER USER APP IDENTIFIED BY \"new-password\""),
        LOCKED("ALTER USER APP ACCOUNT LOCK"),
        /** Locked first, for DM drops nobody who is connected; then, as its connections have gone, dropped. */
        DROPPED("DROP USER APP CASCADE");

        private final String sql;

        Way(String sql) {
            this.sql = sql;
        }
    }

    /**
     * What was seen.
     *
     * @param longest from the statement's answer until no login was let in any more, in ns
     * @param before logins let in before
     * @param after logins let in after it
     * @param refused logins refused after it
     * @param wrong logins that ended otherwise than they must
     */
    record Seen(long longest, long before, long after, long refused, List<String> wrong) {
        double longestMs() {
            return longest / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }
    }

    private AuthTruth() {}

    static Seen run(Way way, long seed) {
        try (Simulation on = Simulation.start(SimulationSpec.ofSeed(seed).withPoolSize(20))) {
            AtomicBoolean over = new AtomicBoolean();
            List<Logins> all = new ArrayList<>();
            long[] done = new long[1];
            on.run(simulation -> {
                SimulatedClient dba = simulation.client("dba");
                return dba.connect()
                        .thenCompose(in -> dba.run("CREATE USER APP IDENTIFIED BY \"old-password\""
                                + " LIMIT FAILED_LOGIN_ATTEMPTS UNLIMITED"))
                        .thenCompose(made -> {
                            CompletableFuture<?> clients = CompletableFuture.allOf(IntStream.range(0, CLIENTS)
                                    .mapToObj(i -> {
                                        Logins logins = new Logins(
                                                simulation, n -> "APP", n -> "old-password", THOUGHT, over::get);
                                        all.add(logins);
                                        return logins.begin(simulation.client("app" + i));
                                    })
                                    .toArray(CompletableFuture[]::new));
                            long sometime = dba.chance().nextLong(WITHIN.toNanos());
                            return dba.pause(BEFORE.plusNanos(sometime))
                                    .thenCompose(rested -> end(dba, way))
                                    .thenCompose(ended -> {
                                        done[0] = simulation.elapsed().toNanos();
                                        return dba.pause(AFTER);
                                    })
                                    .thenRun(() -> over.set(true))
                                    .thenCompose(ended -> clients);
                        });
            });
            return seen(all.stream().flatMap(each -> each.made().stream()).toList(), done[0]);
        }
    }

    private static CompletableFuture<?> end(SimulatedClient dba, Way way) {
        CompletableFuture<?> first =
                way == Way.DROPPED ? dba.run(Way.LOCKED.sql) : CompletableFuture.completedFuture(null);
        return first.thenCompose(locked -> until(dba, way.sql));
    }

    /** A user who is connected is not dropped: tries again. */
    private static CompletableFuture<?> until(SimulatedClient dba, String sql) {
        return dba.run(sql)
                .handle((outcome, failure) -> failure == null
                        ? CompletableFuture.completedFuture(outcome)
                        : dba.pause(Duration.ofMillis(20)).thenCompose(rested -> until(dba, sql)))
                .thenCompose(next -> next);
    }

    private static Seen seen(List<Logins.Made> made, long done) {
        List<Logins.Made> after =
                made.stream().filter(each -> each.began() >= done).toList();
        List<String> wrong = after.stream()
                .filter(each -> each.code() != 0 && each.code() != -2501 && each.code() != -8963)
                .map(each -> "after it a login was told " + each.code())
                .distinct()
                .toList();
        List<Logins.Made> in = after.stream().filter(each -> each.code() == 0).toList();
        return new Seen(
                in.stream().mapToLong(each -> each.ended() - done).max().orElse(0),
                made.stream()
                        .filter(each -> each.began() < done && each.code() == 0)
                        .count(),
                in.size(),
                after.size() - in.size(),
                wrong);
    }
}
