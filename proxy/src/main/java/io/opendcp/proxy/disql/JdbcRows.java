package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.table.Column;
import io.opendcp.proxy.disql.table.Rows;
import java.sql.Blob;
import java.sql.Clob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows of a JDBC result; of LOBs only the beginning is fetched. */
final class JdbcRows implements Rows {
    private final ResultSet result;
    private final List<Column> columns;
    private final int lobLimit;

    /** @param lobLimit characters, or bytes, of a LOB */
    JdbcRows(ResultSet result, int lobLimit) throws SQLException {
        this.result = result;
        this.columns = Link.columns(result.getMetaData());
        this.lobLimit = lobLimit;
    }

    @Override
    public List<Column> columns() {
        return columns;
    }

    @Override
    public @Nullable List<@Nullable String> next() throws SQLException {
        if (!result.next()) {
            return null;
        }
        List<@Nullable String> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            row.add(value(i + 1, columns.get(i).type()));
        }
        return row;
    }

    private @Nullable String value(int index, int type) throws SQLException {
        return switch (type) {
            case Types.CLOB, Types.LONGVARCHAR -> text(result.getClob(index));
            case Types.BLOB, Types.LONGVARBINARY -> hex(result.getBlob(index));
            case Types.BINARY, Types.VARBINARY -> hex(result.getBytes(index));
            default -> result.getString(index);
        };
    }

    private @Nullable String text(@Nullable Clob clob) throws SQLException {
        if (clob == null) {
            return null;
        }
        return clob.length() == 0 ? "" : clob.getSubString(1, lobLimit);
    }

    private @Nullable String hex(@Nullable Blob blob) throws SQLException {
        if (blob == null) {
            return null;
        }
        return blob.length() == 0 ? "" : hex(blob.getBytes(1, lobLimit));
    }

    private static @Nullable String hex(byte @Nullable [] bytes) {
        return bytes == null ? null : HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
