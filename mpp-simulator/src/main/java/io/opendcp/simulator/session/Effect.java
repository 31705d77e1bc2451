package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.type.RowId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What running a statement once came to.
 *
 * @param count rows changed, or returned
 * @param results result sets
 * @param lastRow the last row inserted or updated
 * @param keys identity values of inserted rows
 * @param detail what the statement's kind says comes with its reply: a schema, a plan
 * @param printed output of PRINT
 * @param keyColumns values of columns asked for by name or number, a row per inserted row, or null
 */
record Effect(
        long count,
        List<RowSet> results,
        @Nullable RowId lastRow,
        List<Long> keys,
        String detail,
        String printed,
        @Nullable RowSet keyColumns) {
    static final Effect NOTHING = new Effect(0, List.of(), null, List.of(), "", "", null);

    static Effect rows(RowSet rows) {
        return new Effect(rows.rows().size(), List.of(rows), null, List.of(), "", "", null);
    }

    static Effect changed(long count, @Nullable RowId lastRow, List<Long> keys) {
        return new Effect(count, List.of(), lastRow, keys, "", "", null);
    }

    static Effect detail(String detail) {
        return new Effect(0, List.of(), null, List.of(), detail, "", null);
    }

    Effect withKeyColumns(@Nullable RowSet columns) {
        return new Effect(count, results, lastRow, keys, detail, printed, columns);
    }
}
