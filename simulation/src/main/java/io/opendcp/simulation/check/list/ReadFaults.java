package io.opendcp.simulation.check.list;

import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.Operation.Outcome;
import io.opendcp.simulation.check.list.ListAction.Append;
import io.opendcp.simulation.check.list.ListAction.Read;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What is wrong with a single read, whatever else depends on whom. */
final class ReadFaults {
    private final Versions versions;
    private final Found found;

    ReadFaults(Versions versions, Found found) {
        this.versions = versions;
        this.found = found;
    }

    void look(Operation<ListTransaction> reader) {
        reader.what().reads().forEach(read -> {
            elements(reader, read);
            order(reader, read);
        });
        internal(reader);
    }

    private void elements(Operation<ListTransaction> reader, Read read) {
        Set<Integer> seen = new HashSet<>();
        for (int value : read.values()) {
            Operation<ListTransaction> writer = versions.writer(read.key(), value);
            if (!seen.add(value)) {
                found.add(Anomaly.DUPLICATE, "%s has %d twice".formatted(read, value), reader);
            }
            if (writer == null) {
                found.add(Anomaly.UNWRITTEN, "%s, where nobody appended %d".formatted(read, value), reader);
            } else if (writer.outcome() == Outcome.FAILED) {
                found.add(Anomaly.G1A, "%s, where %d was rolled back".formatted(read, value), writer, reader);
            } else if (writer.number() != reader.number()
                    && read.endsWith(value)
                    && Versions.intermediate(writer, read.key(), value)) {
                found.add(Anomaly.G1B, "%s, but its writer went on after %d".formatted(read, value), writer, reader);
            }
        }
    }

    private void order(Operation<ListTransaction> reader, Read read) {
        List<Integer> longest = versions.order(read.key());
        if (!longest.subList(0, Math.min(longest.size(), read.values().size())).equals(read.values())) {
            found.add(Anomaly.INCOMPATIBLE_ORDER, "%s, but elsewhere as %s".formatted(read, longest), reader);
        }
    }

    /** What it appended itself is at the end of what it reads later. */
    private void internal(Operation<ListTransaction> reader) {
        List<ListAction> actions = reader.what().actions();
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) instanceof Read read) {
                List<Integer> own = actions.subList(0, i).stream()
                        .filter(action -> action.key() == read.key() && action instanceof Append)
                        .map(action -> ((Append) action).value())
                        .toList();
                int from = read.values().size() - own.size();
                if (from < 0
                        || !read.values().subList(from, read.values().size()).equals(own)) {
                    found.add(Anomaly.INTERNAL, "%s after it had appended %s".formatted(read, own), reader);
                }
            }
        }
    }
}
