package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.table.Column;
import io.opendcp.proxy.disql.table.Rows;
import java.sql.Types;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What DESC shows: a row for each column of a table. */
final class DescribedColumns implements Rows {
    private static final List<Column> COLUMNS = List.of(text("NAME"), text("TYPE$"), text("NULLABLE"));

    private final Iterator<Column> described;

    DescribedColumns(List<Column> described) {
        this.described = described.iterator();
    }

    private static Column text(String label) {
        return new Column(label, Types.VARCHAR, "VARCHAR", 0, 0, 0, false);
    }

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public @Nullable List<@Nullable String> next() {
        if (!described.hasNext()) {
            return null;
        }
        Column column = described.next();
        return List.of(column.label(), column.declared(), column.nullable() ? "Y" : "N");
    }
}
