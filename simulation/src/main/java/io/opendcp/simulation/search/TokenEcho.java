package io.opendcp.simulation.search;

import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.Trouble;
import io.opendcp.simulation.workload.Echo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Whether each reply is its request's, of many clients on few connections of which some are lost: clients leave in the middle of
 * a request, and EPs' connections are reset. Arguments: statements, first seed, clients, size of the pool.
 */
public final class TokenEcho {
    /** Of one simulation: its journal is kept until it is over. */
    private static final int ROUND = 20_000;

    private static final int EPS = 3;
    /** Of so many statements one sees a connection reset, about. */
    private static final int A_RESET = 100;

    private static final Duration BETWEEN = Duration.ofMillis(100);

    /**
     * What was seen.
     *
     * @param counts of what clients met
     * @param wrong mismatches, connections that came back in a transaction, and whatever else may not be
     */
    record Seen(long asked, Map<String, Long> counts, List<String> wrong) {}

    private final int clients;
    private final int poolSize;

    TokenEcho(int clients, int poolSize) {
        this.clients = clients;
        this.poolSize = poolSize;
    }

    /** One simulation. */
    Seen run(int statements, long seed) {
        Echo echo = new Echo(clients, statements);
        SimulationSpec spec = SimulationSpec.ofSeed(seed)
                .withEps(EPS)
                .withPoolSize(poolSize)
                .withLimit(Duration.ofHours(10))
                .withTroubles(resets(statements / A_RESET, seed));
        List<String> wrong = new ArrayList<>();
        Map<String, Long> counts = new TreeMap<>();
        try (Simulation simulation = Simulation.start(spec)) {
            simulation.run(echo);
            counts.putAll(simulation.bites());
        } catch (SimulationException e) {
            wrong.add("seed " + seed + ": " + e.what());
        }
        echo.mismatches().forEach(each -> wrong.add("seed " + seed + ": " + each));
        counts.putAll(echo.counts());
        return new Seen(echo.asked(), counts, wrong);
    }

    private static List<Trouble> resets(int count, long seed) {
        SplittableRandom chance = new SplittableRandom(seed);
        List<Trouble> resets = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            long millis = BETWEEN.toMillis() * i;
            resets.add(Trouble.parse("%d.%03d s, for 0.1 s: when EP0%d has answered 0 messages, reset its %s %s"
                    .formatted(
                            millis / 1000,
                            millis % 1000,
                            1 + chance.nextInt(EPS),
                            (1 + chance.nextInt(30)) + "th",
                            chance.nextBoolean() ? "request" : "reply")));
        }
        return resets;
    }

    /** Ends with 1 if something was wrong, with 2 if the arguments are. */
    public static void main(String[] args) {
        int statements;
        long seed;
        TokenEcho echo;
        try {
            statements = Integer.parseInt(args[0]);
            seed = Long.parseLong(args[1]);
            echo = new TokenEcho(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            System.err.println("usage: ci/token-echo [STATEMENTS [SEED [CLIENTS [POOL]]]]; " + e.getMessage());
            System.exit(2);
            return;
        }
        long asked = 0;
        Map<String, Long> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (long round = seed; asked < statements; round++) {
            Seen seen = echo.run((int) Math.min(ROUND, statements - asked), round);
            asked += Math.max(1, seen.asked);
            seen.counts.forEach((what, count) -> counts.merge(what, count, Long::sum));
            wrong.addAll(seen.wrong);
            System.err.printf("seed %d: %d of %d statements, wrong %d%n", round, asked, statements, wrong.size());
        }
        System.out.printf(
                "%d statements of %d clients on a pool of %d: %s%n", asked, echo.clients, echo.poolSize, counts);
        System.out.printf("mismatches and transactions open at check-in: %d%n", wrong.size());
        wrong.stream().limit(10).forEach(each -> System.out.println("  " + each));
        System.exit(wrong.isEmpty() ? 0 : 1);
    }
}
