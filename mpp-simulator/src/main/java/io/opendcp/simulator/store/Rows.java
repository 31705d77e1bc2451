package io.opendcp.simulator.store;

import java.util.List;
import org.h2.result.ResultInterface;
import org.h2.value.TypeInfo;
import org.h2.value.Value;

/** A result in H2's own values: columns as H2 describes them, and all rows. */
public record Rows(List<Column> columns, List<List<Value>> rows) {
    /**
     * A result column.
     *
     * @param schema of the base column, or empty
     * @param table of the base column, or empty
     * @param column name of the base column, or empty
     */
    public record Column(String label, TypeInfo type, String schema, String table, String column, boolean nullable) {}

    static List<Column> columns(ResultInterface result) {
        return java.util.stream.IntStream.range(0, result.getVisibleColumnCount())
                .mapToObj(i -> new Column(
                        result.getAlias(i),
                        result.getColumnType(i),
                        text(result.getSchemaName(i)),
                        text(result.getTableName(i)),
                        text(result.getColumnName(i)),
                        result.getNullable(i) != org.h2.table.Column.NOT_NULLABLE))
                .toList();
    }

    private static String text(@org.jspecify.annotations.Nullable String value) {
        return value == null ? "" : value;
    }
}
