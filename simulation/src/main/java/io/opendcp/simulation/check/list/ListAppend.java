package io.opendcp.simulation.check.list;

import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.Violation;
import io.opendcp.simulation.check.list.ListAction.Append;
import io.opendcp.simulation.check.list.ListAction.Read;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Whether transactions on lists were isolated as promised. It is right for histories that end with a read of every list;
 * what nobody has read cannot be judged.
 */
public final class ListAppend {
    private ListAppend() {}

    /** @param promised the level at which all transactions ran */
    public static List<Violation> check(History<ListTransaction> history, Isolation promised) {
        List<Operation<ListTransaction>> all = history.operations();
        List<Operation<ListTransaction>> done =
                all.stream().filter(Operation::done).toList();
        Versions versions = new Versions(all);
        Found found = new Found(promised);
        ReadFaults faults = new ReadFaults(versions, found);
        done.forEach(faults::look);
        lostAppends(done, found);
        if (found.matters(Anomaly.LOST_UPDATE)) {
            lostUpdates(done, found);
        }
        cycles(all, versions.dependencies(all), found);
        return found.violations();
    }

    private static void lostAppends(List<Operation<ListTransaction>> done, Found found) {
        for (Operation<ListTransaction> writer : done) {
            writer.what()
                    .appends()
                    .forEach(append -> done.stream()
                            .filter(reader -> writer.before(reader) && misses(reader, append))
                            .findFirst()
                            .ifPresent(reader -> found.add(
                                    Anomaly.LOST_APPEND,
                                    "%d was appended to %d, and a later read has no %d"
                                            .formatted(append.value(), append.key(), append.value()),
                                    writer,
                                    reader)));
        }
    }

    private static boolean misses(Operation<ListTransaction> reader, Append append) {
        return reader.what()
                .reads()
                .anyMatch(read -> read.key() == append.key() && !read.values().contains(append.value()));
    }

    private static void lostUpdates(List<Operation<ListTransaction>> done, Found found) {
        Map<Read, Operation<ListTransaction>> updated = new HashMap<>();
        for (Operation<ListTransaction> each : done) {
            each.what()
                    .foreignReads()
                    .filter(read -> each.what().appends().anyMatch(append -> append.key() == read.key()))
                    .distinct()
                    .forEach(read -> {
                        Operation<ListTransaction> other = updated.putIfAbsent(read, each);
                        if (other != null) {
                            found.add(Anomaly.LOST_UPDATE, "both " + read + " and appended to it", other, each);
                        }
                    });
        }
    }

    private static void cycles(List<Operation<ListTransaction>> all, DependencyGraph graph, Found found) {
        if (found.matters(Anomaly.G0)) {
            graph.writeCycles().forEach(cycle -> cycle(Anomaly.G0, all, cycle, found));
        }
        if (found.matters(Anomaly.G1C)) {
            graph.readCycles().forEach(cycle -> cycle(Anomaly.G1C, all, cycle, found));
        }
        if (found.matters(Anomaly.G_SINGLE)) {
            graph.singleCycles().forEach(cycle -> cycle(Anomaly.G_SINGLE, all, cycle, found));
        }
        if (found.matters(Anomaly.G2)) {
            graph.severalCycles().forEach(cycle -> cycle(Anomaly.G2, all, cycle, found));
        }
    }

    private static void cycle(
            Anomaly anomaly, List<Operation<ListTransaction>> all, List<Dependency> cycle, Found found) {
        String why = cycle.stream()
                .map(edge -> edge.explained(number -> "#" + number))
                .collect(Collectors.joining("; "));
        found.add(
                anomaly, why, cycle.stream().map(edge -> all.get(edge.before())).toArray(Operation[]::new));
    }
}
