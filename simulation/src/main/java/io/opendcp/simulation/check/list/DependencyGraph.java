package io.opendcp.simulation.check.list;

import io.opendcp.simulation.check.list.Dependency.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Who has to come before whom; finds circles, short ones. */
final class DependencyGraph {
    private static final Set<Kind> WRITES = EnumSet.of(Kind.WW);
    private static final Set<Kind> READS = EnumSet.of(Kind.WW, Kind.WR);
    private static final Set<Kind> ALL = EnumSet.allOf(Kind.class);

    /** No circle has fewer edges. */
    private static final int SHORTEST = 2;

    private final List<List<Dependency>> after = new ArrayList<>();

    /** @param transactions how many there are; they are numbered from 0 */
    DependencyGraph(int transactions) {
        for (int i = 0; i < transactions; i++) {
            after.add(new ArrayList<>());
        }
    }

    /** One of a kind is enough between two. */
    void add(Dependency dependency) {
        List<Dependency> known = after.get(dependency.before());
        boolean unknown = known.stream()
                .noneMatch(each -> each.after() == dependency.after() && each.kind() == dependency.kind());
        if (unknown && dependency.before() != dependency.after()) {
            known.add(dependency);
        }
    }

    /** Circles of writes: G0. */
    List<List<Dependency>> writeCycles() {
        return cycles(WRITES, edge -> edge.kind() == Kind.WW, WRITES, cycle -> true);
    }

    /** Circles of writes and of reads of what was written, at least one of these: G1c. */
    List<List<Dependency>> readCycles() {
        return cycles(READS, edge -> edge.kind() == Kind.WR, READS, cycle -> true);
    }

    /** Circles with exactly one overwritten read: G-single. */
    List<List<Dependency>> singleCycles() {
        return cycles(ALL, edge -> edge.kind() == Kind.RW, READS, cycle -> true);
    }

    /** Circles with several overwritten reads: G2. */
    List<List<Dependency>> severalCycles() {
        return cycles(ALL, edge -> edge.kind() == Kind.RW, ALL, cycle -> Dependency.count(cycle, Kind.RW) > 1);
    }

    /**
     * The shortest circle in each component of the graph of {@code kinds} that begins with such an edge and goes on over
     * edges of {@code rest}.
     */
    private List<List<Dependency>> cycles(
            Set<Kind> kinds, Predicate<Dependency> first, Set<Kind> rest, Predicate<List<Dependency>> wanted) {
        List<List<Integer>> successors = after.stream()
                .map(edges -> edges.stream()
                        .filter(edge -> kinds.contains(edge.kind()))
                        .map(Dependency::after)
                        .toList())
                .toList();
        return Components.of(after.size(), successors::get).stream()
                .map(component -> shortest(component, first, rest, wanted))
                .filter(cycle -> !cycle.isEmpty())
                .toList();
    }

    /** Of several equally short ones the first; empty if there is none. */
    private List<Dependency> shortest(
            List<Integer> component, Predicate<Dependency> first, Set<Kind> rest, Predicate<List<Dependency>> wanted) {
        Set<Integer> inside = new HashSet<>(component);
        List<Dependency> shortest = List.of();
        for (int node : component) {
            for (Dependency edge : after.get(node)) {
                if (shortest.size() == SHORTEST) {
                    return shortest;
                }
                if (first.test(edge) && inside.contains(edge.after())) {
                    List<Dependency> cycle = closed(edge, rest, inside);
                    boolean shorter = shortest.isEmpty() || cycle.size() < shortest.size();
                    shortest = !cycle.isEmpty() && shorter && wanted.test(cycle) ? cycle : shortest;
                }
            }
        }
        return shortest;
    }

    /** {@code edge} and the shortest way back, breadth first; empty if there is none. */
    private List<Dependency> closed(Dependency edge, Set<Kind> kinds, Set<Integer> inside) {
        Map<Integer, Dependency> cameBy = new HashMap<>();
        Deque<Integer> toVisit = new ArrayDeque<>(List.of(edge.after()));
        while (!toVisit.isEmpty() && !cameBy.containsKey(edge.before())) {
            for (Dependency next : after.get(toVisit.remove())) {
                if (kinds.contains(next.kind())
                        && inside.contains(next.after())
                        && next.after() != edge.after()
                        && cameBy.putIfAbsent(next.after(), next) == null) {
                    toVisit.add(next.after());
                }
            }
        }
        Dependency last = cameBy.get(edge.before());
        Deque<Dependency> cycle = new ArrayDeque<>();
        while (last != null) {
            cycle.addFirst(last);
            last = cameBy.get(last.before());
        }
        if (!cycle.isEmpty()) {
            cycle.addFirst(edge);
        }
        return List.copyOf(cycle);
    }
}
