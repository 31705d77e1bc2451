package io.opendcp.simulator.plan;

import io.opendcp.simulator.dialect.ObjectName;
import java.util.List;
import org.h2.expression.Expression;
import org.h2.table.Table;

/**
 * A table that a statement reads.
 *
 * @param table H2's table in the workspace
 * @param alias its name in the statement
 * @param conditions conditions on this table alone which every row that counts fulfils; empty when the table is read in
 *     several places, or where a condition may not be moved
 * @param columns names of the columns that the statement mentions, in the table's order
 */
public record Need(ObjectName name, Table table, String alias, List<Expression> conditions, List<String> columns) {

    Need without() {
        return new Need(name, table, alias, List.of(), columns);
    }

    /** The same with another list of columns. */
    public Need withColumns(List<String> to) {
        return new Need(name, table, alias, conditions, to);
    }
}
