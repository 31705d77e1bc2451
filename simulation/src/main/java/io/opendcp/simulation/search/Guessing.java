package io.opendcp.simulation.search;

import io.opendcp.simulation.SimulatedClient;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.workload.Logins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** How long others' logins take while one host tries wrong passwords, many at a time. */
final class Guessing {
    /** Whoever tries many names is slowed to about 25 guesses a second. */
    private static final Duration LONGEST = Duration.ofHours(10);

    private static final int OTHERS = 20;
    private static final int AT_A_TIME = 100;
    private static final Duration THOUGHT = Duration.ofMillis(200);
    /** As long as the EPs' word holds, and more. */
    private static final Duration QUIET = Duration.ofSeconds(20);

    /**
     * Times of logins, in ms.
     *
     * @param count how many
     */
    record Times(int count, double p50, double p99, double longest) {
        static Times of(List<Logins.Made> made) {
            long[] took = made.stream()
                    .mapToLong(each -> each.ended() - each.began())
                    .sorted()
                    .toArray();
            return took.length == 0
                    ? new Times(0, 0, 0, 0)
                    : new Times(
                            took.length,
                            ms(took[took.length / 2]),
                            ms(took[took.length * 99 / 100]),
                            ms(took[took.length - 1]));
        }

        private static double ms(long nanos) {
            return nanos / (double) TimeUnit.MILLISECONDS.toNanos(1);
        }

        @Override
        public String toString() {
            return "%d logins, p50 %.1f ms, p99 %.1f ms, longest %.1f ms".formatted(count, p50, p99, longest);
        }
    }

    /**
     * What was seen.
     *
     * @param quiet others' logins before
     * @param meanwhile others' logins while there were guesses
     * @param guesses how many were answered how
     * @param lasted of the guessing, in virtual time
     * @param failed others' logins that were refused
     */
    record Seen(Times quiet, Times meanwhile, Map<Integer, Integer> guesses, Duration lasted, long failed) {}

    private Guessing() {}

    /**
     * @param users whose passwords are guessed; the first is also one of those who log in elsewhere
     * @param guesses at least so many
     */
    static Seen run(int users, int guesses, long seed) {
        SimulationSpec spec = SimulationSpec.ofSeed(seed).withPoolSize(40).withLimit(LONGEST);
        try (Simulation on = Simulation.start(spec)) {
            AtomicBoolean over = new AtomicBoolean();
            AtomicInteger left = new AtomicInteger(guesses);
            List<Logins> others = new ArrayList<>();
            List<Logins> guessers = new ArrayList<>();
            long[] began = new long[2];
            on.run(simulation -> {
                SimulatedClient dba = simulation.client("dba");
                CompletableFuture<?> made = dba.connect();
                for (int i = 0; i < OTHERS; i++) {
                    String sql = "CREATE USER U" + i
                            + " IDENTIFIED BY \"good-password\" LIMIT FAILED_LOGIN_ATTEMPTS UNLIMITED";
                    made = made.thenCompose(before -> dba.run(sql));
                }
                return made.thenCompose(ready -> {
                    CompletableFuture<?> good = all(OTHERS, i -> {
                        Logins logins = new Logins(simulation, n -> "U" + i, n -> "good-password", THOUGHT, over::get);
                        others.add(logins);
                        return logins.begin(simulation.client("host" + i));
                    });
                    SimulatedClient evil = simulation.client("evil");
                    return dba.pause(QUIET)
                            .thenCompose(rested -> {
                                began[0] = simulation.elapsed().toNanos();
                                return all(AT_A_TIME, i -> {
                                    Logins logins = new Logins(
                                            simulation,
                                            n -> "U" + (i + n * AT_A_TIME) % users,
                                            n -> "guess " + i + " " + n,
                                            Duration.ZERO,
                                            () -> left.getAndDecrement() <= 0);
                                    guessers.add(logins);
                                    return logins.begin(evil);
                                });
                            })
                            .thenRun(() -> {
                                began[1] = simulation.elapsed().toNanos();
                                over.set(true);
                            })
                            .thenCompose(ended -> good);
                });
            });
            return seen(others, guessers, began);
        }
    }

    private static CompletableFuture<Void> all(int count, java.util.function.IntFunction<CompletableFuture<?>> each) {
        return CompletableFuture.allOf(IntStream.range(0, count).mapToObj(each).toArray(CompletableFuture[]::new));
    }

    private static Seen seen(List<Logins> others, List<Logins> guessers, long[] began) {
        List<Logins.Made> good =
                others.stream().flatMap(each -> each.made().stream()).toList();
        Map<Integer, Integer> codes = new TreeMap<>();
        guessers.forEach(each -> each.made().forEach(guess -> codes.merge(guess.code(), 1, Integer::sum)));
        return new Seen(
                Times.of(good.stream().filter(each -> each.ended() < began[0]).toList()),
                Times.of(good.stream().filter(each -> each.began() >= began[0]).toList()),
                codes,
                Duration.ofNanos(began[1] - began[0]),
                good.stream().filter(each -> each.code() != 0).count());
    }
}
