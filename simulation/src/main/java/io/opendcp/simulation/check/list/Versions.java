package io.opendcp.simulation.check.list;

import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.Operation.Outcome;
import io.opendcp.simulation.check.list.ListAction.Append;
import io.opendcp.simulation.check.list.ListAction.Read;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What can be known of lists: who wrote which element, which transactions were committed (those whose clients were told so,
 * and those of unknown outcome of which something was read), and of each list the order of its elements, which is that of the
 * longest read.
 */
final class Versions {
    private record Element(int list, int value) {}

    private final Map<Element, Operation<ListTransaction>> writers = new HashMap<>();
    private final Map<Integer, List<Integer>> orders = new LinkedHashMap<>();
    private final Set<Integer> committed = new HashSet<>();

    Versions(List<Operation<ListTransaction>> history) {
        for (Operation<ListTransaction> each : history) {
            each.what().appends().forEach(append -> writers.put(new Element(append.key(), append.value()), each));
            if (each.done()) {
                committed.add(each.number());
                each.what().reads().forEach(this::order);
            }
        }
        orders.forEach((list, order) -> order.forEach(value -> {
            Operation<ListTransaction> writer = writer(list, value);
            if (writer != null && writer.outcome() == Outcome.UNKNOWN) {
                committed.add(writer.number());
            }
        }));
    }

    private void order(Read read) {
        orders.merge(read.key(), read.values(), (longest, other) -> longest.size() < other.size() ? other : longest);
    }

    @Nullable
    Operation<ListTransaction> writer(int list, int value) {
        return writers.get(new Element(list, value));
    }

    boolean committed(Operation<ListTransaction> transaction) {
        return committed.contains(transaction.number());
    }

    /** The longest read of a list. */
    List<Integer> order(int list) {
        return orders.getOrDefault(list, List.of());
    }

    /** Whether {@code transaction} went on to append more to the list. */
    static boolean intermediate(Operation<ListTransaction> transaction, int list, int value) {
        return transaction
                .what()
                .appends()
                .filter(append -> append.key() == list)
                .reduce((first, later) -> later)
                .map(last -> last.value() != value)
                .orElse(false);
    }

    /** Who has to come before whom, of those that were committed. */
    DependencyGraph dependencies(List<Operation<ListTransaction>> history) {
        DependencyGraph graph = new DependencyGraph(history.size());
        orders.forEach((list, order) -> {
            List<Append> written = written(list, order);
            for (int i = 1; i < written.size(); i++) {
                add(graph, Dependency.Kind.WW, written.get(i - 1), written.get(i));
            }
        });
        history.stream()
                .filter(Operation::done)
                .forEach(reader -> reader.what().foreignReads().forEach(read -> read(graph, reader.number(), read)));
        return graph;
    }

    /** The elements that committed transactions wrote. */
    private List<Append> written(int list, List<Integer> values) {
        List<Append> written = new ArrayList<>();
        for (int value : values) {
            Operation<ListTransaction> writer = writer(list, value);
            if (writer != null && committed(writer)) {
                written.add(new Append(list, value));
            }
        }
        return written;
    }

    private void add(DependencyGraph graph, Dependency.Kind kind, Append from, Append to) {
        graph.add(new Dependency(number(from), number(to), kind, from.key(), from.value(), to.value()));
    }

    private void read(DependencyGraph graph, int reader, Read read) {
        int list = read.key();
        List<Append> seen = written(list, read.values());
        List<Append> all = written(list, order(list));
        int last = Dependency.NONE;
        if (!seen.isEmpty()) {
            Append newest = seen.get(seen.size() - 1);
            last = newest.value();
            graph.add(new Dependency(number(newest), reader, Dependency.Kind.WR, list, last, last));
        }
        if (seen.size() < all.size()) {
            Append next = all.get(seen.size());
            graph.add(new Dependency(reader, number(next), Dependency.Kind.RW, list, last, next.value()));
        }
    }

    private int number(Append append) {
        Operation<ListTransaction> writer = writer(append.key(), append.value());
        if (writer == null) {
            throw new IllegalStateException("nobody wrote " + append);
        }
        return writer.number();
    }
}
