package io.opendcp.simulation.search;

import io.opendcp.protocol.net.Chance;
import io.opendcp.proxy.journal.Point;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.Trouble;
import io.opendcp.simulation.Workload;
import io.opendcp.simulator.EpSpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A run that a search makes, and makes again: all of it is said here. Its text, and how it is read: {@link CaseText}.
 *
 * @param clients of the workload
 * @param operations of all of them together
 */
public record Case(Profile profile, SimulationSpec spec, int clients, int operations) {
    private static final int LEAST_EPS = 2;
    static final int MOST_EPS = 4;
    private static final int MOST_PROXIES = 3;
    private static final int CLIENTS = 8;
    private static final int ONE_POINT_IN = 3;
    /** Virtual time that clients need to finish once all is healed, generously. */
    private static final Duration LIMIT = Duration.ofMinutes(10);
    /** What an operation of one client takes about, in trouble. */
    private static final Duration OPERATION = Duration.ofMillis(30);

    /** With standbys. */
    private static final int LASTING = 3;

    private static final int ONE_EP_LIMIT_IN = 4;
    private static final int TROUBLES_LEAST = 12;
    /** Of so many operations one brings a trouble more. */
    private static final int OPERATIONS_A_TROUBLE = 50;

    public Case {
        if (clients < 1 || operations < 1) {
            throw new IllegalArgumentException("%d clients, %d operations: at least 1".formatted(clients, operations));
        }
    }

    /** What is drawn for a seed: topology, pool, network, troubles. */
    public static Case draw(Profile profile, long seed, int operations) {
        return draw(profile, seed, operations, 0);
    }

    /** The same with so many EPs, if that is not 0. */
    static Case draw(Profile profile, long seed, int operations, int wanted) {
        SplittableRandom chance = Chance.of(seed, "case");
        int drawn = LEAST_EPS + chance.nextInt(MOST_EPS + 1 - LEAST_EPS);
        int eps = wanted == 0 ? drawn : wanted;
        int proxies = 1 + chance.nextInt(MOST_PROXIES);
        int pool = eps + chance.nextInt(2 * CLIENTS);
        SimulationSpec spec = SimulationSpec.ofSeed(seed)
                .withEps(eps)
                .withProxies(proxies)
                .withPoolSize(pool)
                .withLimit(LIMIT)
                .withStandbys(profile.standbys());
        List<String> instances = profile.standbys() ? instances(eps) : eps(eps);
        Disorder disorder = new Disorder(chance, instances, proxies(proxies), profile.standbys() ? LASTING : 1);
        Duration horizon = OPERATION.multipliedBy(Math.max(1, operations / CLIENTS));
        int troubles = TROUBLES_LEAST + operations / OPERATIONS_A_TROUBLE;
        List<Point> rare = Arrays.stream(Point.values())
                .filter(point -> chance.nextInt(ONE_POINT_IN) == 0)
                .toList();
        int epLimit = chance.nextInt(ONE_EP_LIMIT_IN) == 0 ? 1 + chance.nextInt(CLIENTS) : 0;
        SimulationSpec troubled = spec.withEpLimit(epLimit)
                .withTroubles(disorder.draw(troubles, horizon))
                .withRare(rare);
        return new Case(profile, troubled, CLIENTS, operations);
    }

    /** What EPs of a simulation are called. */
    static List<String> eps(int count) {
        return names("EP%02d", count);
    }

    /** The same with their standbys. */
    private static List<String> instances(int count) {
        return Stream.concat(
                        eps(count).stream(),
                        IntStream.range(0, count)
                                .mapToObj(epno -> EpSpec.standbyOf(epno).instanceName()))
                .toList();
    }

    /** What DCPs of a simulation are called. */
    static List<String> proxies(int count) {
        return names("DCP%d", count);
    }

    private static List<String> names(String pattern, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(pattern::formatted).toList();
    }

    Case withClients(int count) {
        return new Case(profile, spec, count, operations);
    }

    Case withOperations(int count) {
        return new Case(profile, spec, clients, count);
    }

    Case with(SimulationSpec changed) {
        return new Case(profile, changed, clients, operations);
    }

    Case withTroubles(List<Trouble> troubles) {
        return with(spec.withTroubles(troubles));
    }

    /** Made anew for each run. */
    Workload workload() {
        return profile.workload(clients, operations);
    }

    /**
     * Runs it.
     *
     * @throws io.opendcp.simulation.SimulationException if something is wrong
     */
    public Run run() {
        Workload workload = workload();
        try (Simulation simulation = Simulation.start(spec)) {
            simulation.run(workload);
            return new Run(workload.counts(), simulation.bites(), simulation.elapsed());
        }
    }
}
