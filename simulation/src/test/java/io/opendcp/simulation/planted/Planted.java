package io.opendcp.simulation.planted;

import io.opendcp.protocol.net.Chance;
import io.opendcp.simulation.Insides;
import io.opendcp.simulation.Simulation;
import io.opendcp.simulation.SimulationException;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.Workload;
import io.opendcp.simulation.check.Violation;
import io.opendcp.simulation.check.ViolationException;
import io.opendcp.simulation.check.list.Isolation;
import io.opendcp.simulation.workload.Bank;
import io.opendcp.simulation.workload.Lists;
import io.opendcp.simulation.workload.Tokens;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A bug, and a run in which one checker has to find it; the same run without the bug is clean.
 *
 * @param beginning of the sentence in which the checker tells it
 * @param workload with the bug, or without
 */
record Planted(
        String name,
        String checker,
        String beginning,
        Function<RandomGenerator, Bug> bug,
        Function<Boolean, Workload> workload) {

    static final List<Planted> ALL = List.of(
            new Planted(
                    "a commit that rolls back", "balance", "", Bug.on("DCP", CommitLostHandler::new), Planted::bank),
            new Planted(
                    "a request sent twice",
                    "at most once",
                    "",
                    Bug.on("DCP", RequestRepeatedHandler::new),
                    Planted::tokens),
            new Planted("the reply of another", "no cross-session reply", "", Bug::lastReply, Planted::tokens),
            new Planted(
                    "statements that commit: G0",
                    "list-append",
                    "G0",
                    Bug.on("DCP", CommittedEachHandler::new),
                    lists(Isolation.READ_COMMITTED, Isolation.READ_COMMITTED)),
            new Planted(
                    "READ UNCOMMITTED: G1a",
                    "list-append",
                    "G1a",
                    Bug::none,
                    lists(Isolation.READ_UNCOMMITTED, Isolation.READ_COMMITTED)),
            new Planted(
                    "READ UNCOMMITTED: G1b",
                    "list-append",
                    "G1b",
                    Bug::none,
                    lists(Isolation.READ_UNCOMMITTED, Isolation.READ_COMMITTED)),
            new Planted(
                    "READ UNCOMMITTED: G1c",
                    "list-append",
                    "G1c",
                    Bug::none,
                    lists(Isolation.READ_UNCOMMITTED, Isolation.READ_COMMITTED)),
            new Planted("read, then written", "list-append", "lost update", Bug::none, Planted::readFirst),
            new Planted(
                    "isolation that is not set",
                    "list-append",
                    "G-single",
                    Bug.on("DCP", chance -> new IsolationDroppedHandler()),
                    lists(Isolation.SNAPSHOT, Isolation.SNAPSHOT)),
            new Planted("a limit that is not kept", "pool bounds", "DCP1 has", Bug::largerLimit, Planted::bank),
            new Planted(
                    "a reply that is held", "buffer bounds", "", Bug.on("DCP", ReplyHeldHandler::new), Planted::bank),
            new Planted("last in, first served", "fair waiting", "", Bug::lastInFirstServed, Planted::bank),
            new Planted(
                    "an end that is kept",
                    "nothing left open",
                    "a connection came back in a transaction",
                    Bug.on("DCP", EndKeptHandler::new),
                    Planted::bank),
            new Planted(
                    "an end that is not told",
                    "nothing left open",
                    "a proxy has left",
                    Bug.on("c", NeverClosedHandler::new),
                    Planted::tokens));

    private static final int POOL_SIZE = 3;
    private static final int CLIENTS = 6;
    private static final int OPERATIONS = 20;

    boolean finds(Violation violation) {
        return violation.checker().equals(checker) && violation.sentence().startsWith(beginning);
    }

    /** All that the checkers say. */
    List<Violation> run(long seed, boolean planted) {
        RandomGenerator chance = Chance.of(seed, "planted");
        Bug here = planted ? bug.apply(chance) : Bug.none(chance);
        SimulationSpec spec = SimulationSpec.ofSeed(seed).withPoolSize(POOL_SIZE);
        List<Violation> found = new ArrayList<>();
        try (Simulation simulation = Simulation.start(spec, here.tap())) {
            Insides insides = new Insides(simulation);
            here.inside().accept(insides);
            try {
                simulation.run(workload.apply(planted));
            } catch (SimulationException e) {
                if (e.getCause() instanceof ViolationException broken) {
                    found.addAll(broken.violations());
                } else if (!planted) {
                    throw e;
                }
                found.addAll(insides.violations());
            }
        }
        return found;
    }

    /** How many seeds it takes until it is found; {@code most + 1} if more than {@code most}. */
    int seeds(long first, int most) {
        int seeds = 1;
        while (seeds <= most && run(first + seeds - 1, true).stream().noneMatch(this::finds)) {
            seeds++;
        }
        return seeds;
    }

    @Override
    public String toString() {
        return name;
    }

    private static Workload bank(boolean planted) {
        return new Bank(CLIENTS, OPERATIONS);
    }

    private static Workload tokens(boolean planted) {
        return new Tokens(CLIENTS, OPERATIONS);
    }

    private static Workload readFirst(boolean planted) {
        Isolation asked = planted ? Isolation.READ_COMMITTED : Isolation.SNAPSHOT;
        return new Lists(CLIENTS, OPERATIONS, asked, Isolation.SNAPSHOT, Lists.Way.READ_FIRST);
    }

    /** @param asked with the bug; without it, what is promised is asked for */
    private static Function<Boolean, Workload> lists(Isolation asked, Isolation promised) {
        return planted -> new Lists(CLIENTS, OPERATIONS, planted ? asked : promised, promised, Lists.Way.AT_ONCE);
    }
}
