package io.opendcp.simulator.view;

import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Viewer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table whose rows are made when a statement reads it. In the workspace it is an empty table.
 *
 * @param columns definitions in H2's words
 * @param perEp whether every EP has rows of its own in it (V$ views), or all have the same (the dictionary)
 */
public record SystemView(ObjectName name, List<String> columns, boolean perEp, Source source) {
    /** Makes the rows. */
    @FunctionalInterface
    public interface Source {
        /**
         * The rows that {@code ep} contributes for a query of {@code viewer}; values as strings, numbers, booleans,
         * {@code java.time} or null.
         */
        List<List<@Nullable Object>> rows(Viewer viewer, EpStore ep);
    }

    static SystemView perEp(String name, String columns, Source source) {
        return new SystemView(new ObjectName("SYS", name), split(columns), true, source);
    }

    static SystemView dictionary(String name, String columns, Source source) {
        return new SystemView(new ObjectName("SYS", name), split(columns), false, source);
    }

    private static List<String> split(String columns) {
        return Arrays.asList(columns.split(";\\s*"));
    }

    /** The statement that makes the empty table. */
    public String definition() {
        return columns.stream()
                .collect(
                        Collectors.joining(", ", "CREATE TABLE " + name.sql() + " (", ", \"ROWID\" BIGINT INVISIBLE)"));
    }
}
