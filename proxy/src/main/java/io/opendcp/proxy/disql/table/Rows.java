package io.opendcp.proxy.disql.table;

import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a result, one after the other, values as text. */
public interface Rows {
    List<Column> columns();

    /** The next row, null behind the last. */
    @Nullable
    List<@Nullable String> next() throws SQLException;
}
