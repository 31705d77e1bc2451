package io.opendcp.simulation.search;

import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.workload.Cancels;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Whether a cancel hits the statement it is meant for, and no other, when two clients share one connection, and when they and those who cancel
 * are at two proxies that know of each other. Arguments: cancels of each
 * seed, seeds, first seed.
 */
public final class CancelRace {
    private static final int MOST_PROXIES = 2;

    private CancelRace() {}

    /** What was wrong under one seed. */
    static List<String> run(int cancels, int proxies, long seed, Map<String, Long> counts) {
        Cancels race = new Cancels(cancels, proxies);
        List<String> wrong = new ArrayList<>();
        try (Simulation simulation = Simulation.start(
                SimulationSpec.ofSeed(seed).withPoolSize(1).withProxies(proxies).withPeers(proxies > 1))) {
            simulation.run(race);
        } catch (SimulationException e) {
            wrong.add("seed " + seed + ": " + e.what());
        }
        race.wrong().forEach(each -> wrong.add("seed " + seed + ": " + each));
        race.counts().forEach((what, count) -> counts.merge(what, count, Long::sum));
        return wrong;
    }

    /** Ends with 1 if something was wrong, with 2 if the arguments are. */
    public static void main(String[] args) {
        int cancels;
        int seeds;
        long first;
        try {
            cancels = Integer.parseInt(args[0]);
            seeds = Integer.parseInt(args[1]);
            first = Long.parseLong(args[2]);
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            System.err.println("usage: ci/cancel-race [CANCELS [SEEDS [SEED]]]; " + e.getMessage());
            System.exit(2);
            return;
        }
        boolean right = true;
        for (int proxies = 1; proxies <= MOST_PROXIES; proxies++) {
            right &= report(cancels, seeds, first, proxies);
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean report(int cancels, int seeds, long first, int proxies) {
        Map<String, Long> counts = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        for (long seed = first; seed < first + seeds; seed++) {
            wrong.addAll(run(cancels, proxies, seed, counts));
        }
        System.out.printf(
                "proxies %d, each with a pool of 1; %d seeds, %d cancels each of two clients' statements: statements %s, wrong %d%n",
                proxies, seeds, cancels, counts, wrong.size());
        wrong.stream().limit(10).forEach(each -> System.out.println("  " + each));
        return wrong.isEmpty();
    }
}
