package io.opendcp.proxy.route;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One mention of a table in a statement, with what is known of the rows that it is about.
 *
 * @param schema as it is written, or null
 * @param table name, folded
 * @param known for a column the values it can have; {@code #0}, {@code #1}, ... stand for the columns in the table's order
 * @param updated columns that are given new values
 * @param stored whether it is a new row
 */
record Use(@Nullable String schema, String table, Map<String, List<Term>> known, Set<String> updated, boolean stored) {
    Use {
        known = Map.copyOf(known);
        updated = Set.copyOf(updated);
    }

    /** What stands for column number {@code position} of a table when columns are not named. */
    static String position(int position) {
        return "#" + position;
    }
}
