package io.opendcp.simulation.search;

import io.opendcp.proxy.journal.Point;
import io.opendcp.simulation.SimulationSpec;
import io.opendcp.simulation.Trouble;
import io.opendcp.simulator.EpSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Makes a failing case smaller as long as it fails: fewer operations, clients, proxies, EPs and named points, and as few troubles as possible (halves,
 * quarters and so on are left out, as delta debugging does).
 */
final class Shrinker {
    private static final int LEAST_EPS = 2;

    private final Predicate<Case> fails;
    private int tries;

    /**
     * @param fails whether a case fails in the same way
     * @param tries how often that may be asked
     */
    Shrinker(Predicate<Case> fails, int tries) {
        this.fails = fails;
        this.tries = tries;
    }

    /** The smallest failing case that was found; {@code failing} itself if none is smaller. */
    Case shrink(Case failing) {
        Case smallest = failing;
        Case before;
        do {
            before = smallest;
            smallest = smaller(troubles(smallest));
        } while (!smallest.equals(before) && tries > 0);
        return smallest;
    }

    private boolean stillFails(Case each) {
        return tries-- > 0 && fails.test(each);
    }

    private Case smaller(Case failing) {
        Case smallest = failing;
        for (Case each = next(smallest); each != null; each = next(smallest)) {
            smallest = each;
        }
        return smallest;
    }

    /** The first that fails of those that are a step smaller; null if none does. */
    private @org.jspecify.annotations.Nullable Case next(Case failing) {
        return steps(failing).filter(this::stillFails).findFirst().orElse(null);
    }

    private static Stream<Case> steps(Case failing) {
        List<Case> steps = new ArrayList<>();
        SimulationSpec spec = failing.spec();
        int operations = failing.operations();
        int clients = failing.clients();
        for (int part : new int[] {operations / 2, operations / 4 * 3, operations - clients, operations - 1}) {
            if (part >= clients && part < operations) {
                steps.add(failing.withOperations(part));
            }
        }
        for (int fewer : new int[] {clients / 2, clients - 1}) {
            if (fewer >= 1 && fewer < clients) {
                steps.add(failing.withClients(fewer));
            }
        }
        if (spec.proxies() > 1 && !mentions(spec, "DCP" + spec.proxies())) {
            steps.add(failing.with(spec.withProxies(spec.proxies() - 1)));
        }
        boolean lastIsFree = !mentions(spec, "EP%02d".formatted(spec.eps()))
                && !mentions(spec, EpSpec.standbyOf(spec.eps() - 1).instanceName());
        if (spec.eps() > LEAST_EPS && lastIsFree) {
            steps.add(failing.with(spec.withEps(spec.eps() - 1)));
        }
        for (Point point : spec.rare()) {
            List<Point> rest = new ArrayList<>(spec.rare());
            rest.remove(point);
            steps.add(failing.with(spec.withRare(rest)));
        }
        return steps.stream();
    }

    private static boolean mentions(SimulationSpec spec, String party) {
        return spec.troubles().stream().anyMatch(trouble -> trouble.toString().contains(party));
    }

    private Case troubles(Case failing) {
        Case smallest = failing;
        int size = Math.max(1, smallest.spec().troubles().size() / 2);
        while (size > 0 && tries > 0) {
            int from = 0;
            while (from < smallest.spec().troubles().size() && tries > 0) {
                List<Trouble> rest = new ArrayList<>(smallest.spec().troubles());
                rest.subList(from, Math.min(rest.size(), from + size)).clear();
                Case candidate = smallest.withTroubles(rest);
                if (stillFails(candidate)) {
                    smallest = candidate;
                } else {
                    from += size;
                }
            }
            size /= 2;
        }
        return smallest;
    }
}
