package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** H2's columns, values and errors in DM's terms. */
final class ViewValues {
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]+)\"");
    private static final int MOST_CHARACTERS = 8188;
    /** DM's decimals have up to 38 digits; past that, any. */
    private static final int MOST_DIGITS = 38;

    private ViewValues() {}

    static List<Descriptor> describe(ResultSetMetaData columns) throws SQLException {
        List<Descriptor> described = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            TypeSpec spec = spec(columns, i);
            boolean nullable = columns.isNullable(i) != ResultSetMetaData.columnNoNulls;
            described.add(new Descriptor(
                    columns.getColumnLabel(i),
                    spec,
                    spec.type().sqlName(),
                    nullable,
                    "",
                    "",
                    "",
                    false,
                    Descriptor.Io.IN));
        }
        return described;
    }

    private static TypeSpec spec(ResultSetMetaData columns, int i) throws SQLException {
        int precision = columns.getPrecision(i);
        int scale = columns.getScale(i);
        return switch (columns.getColumnType(i)) {
            case Types.TINYINT -> new TypeSpec(DmType.TINYINT, Byte.BYTES, 0);
            case Types.SMALLINT -> new TypeSpec(DmType.SMALLINT, Short.BYTES, 0);
            case Types.INTEGER -> new TypeSpec(DmType.INTEGER, Integer.BYTES, 0);
            case Types.BIGINT -> new TypeSpec(DmType.BIGINT, Long.BYTES, 0);
            case Types.NUMERIC, Types.DECIMAL ->
                precision > MOST_DIGITS || columns.getColumnTypeName(i).equals("DECFLOAT")
                        ? new TypeSpec(DmType.DECIMAL, 0, 0)
                        : new TypeSpec(DmType.DECIMAL, precision, scale);
            case Types.REAL -> new TypeSpec(DmType.REAL, Float.BYTES, 0);
            case Types.FLOAT, Types.DOUBLE -> new TypeSpec(DmType.DOUBLE, Double.BYTES, 0);
            case Types.DATE -> new TypeSpec(DmType.DATE, 3, 0);
            case Types.TIME -> new TypeSpec(DmType.TIME, 5, Math.min(scale, 6));
            case Types.TIMESTAMP -> new TypeSpec(DmType.TIMESTAMP, 8, Math.min(scale, 6));
            case Types.BINARY, Types.VARBINARY -> new TypeSpec(DmType.VARBINARY, characters(precision), 0);
            case Types.CHAR -> new TypeSpec(DmType.CHAR, characters(precision), 0);
            default -> new TypeSpec(DmType.VARCHAR, characters(precision), 0);
        };
    }

    private static int characters(int precision) {
        return precision < 1 ? MOST_CHARACTERS : Math.min(precision, MOST_CHARACTERS);
    }

    static @Nullable Object value(ResultSet row, int i, DmType type) throws SQLException {
        return switch (type) {
            case TINYINT -> row.getObject(i, Byte.class);
            case SMALLINT -> row.getObject(i, Short.class);
            case INTEGER -> row.getObject(i, Integer.class);
            case BIGINT -> row.getObject(i, Long.class);
            case DECIMAL -> row.getObject(i, BigDecimal.class);
            case REAL -> row.getObject(i, Float.class);
            case VARBINARY -> row.getBytes(i);
            case DOUBLE -> row.getObject(i, Double.class);
            case DATE -> row.getObject(i, LocalDate.class);
            case TIME -> row.getObject(i, LocalTime.class);
            case TIMESTAMP -> row.getObject(i, LocalDateTime.class);
            default -> row.getString(i);
        };
    }

    /** What the client is told of an error of H2's. */
    static DmException translated(SQLException error) {
        return switch (error.getErrorCode()) {
            case org.h2.api.ErrorCode.TABLE_OR_VIEW_NOT_FOUND_1,
                    org.h2.api.ErrorCode.TABLE_OR_VIEW_NOT_FOUND_WITH_CANDIDATES_2,
                    org.h2.api.ErrorCode.TABLE_OR_VIEW_NOT_FOUND_DATABASE_EMPTY_1 ->
                DmException.of(ErrorCode.INVALID_TABLE, name(error));
            case org.h2.api.ErrorCode.SCHEMA_NOT_FOUND_1 -> DmException.of(ErrorCode.INVALID_SCHEMA, name(error));
            case org.h2.api.ErrorCode.COLUMN_NOT_FOUND_1 -> DmException.of(ErrorCode.INVALID_COLUMN, name(error));
            case org.h2.api.ErrorCode.AMBIGUOUS_COLUMN_NAME_1 ->
                DmException.of(ErrorCode.AMBIGUOUS_COLUMN, name(error));
            case org.h2.api.ErrorCode.FUNCTION_NOT_FOUND_1 -> DmException.of(ErrorCode.UNKNOWN_FUNCTION, name(error));
            case org.h2.api.ErrorCode.MUST_GROUP_BY_COLUMN_1 -> DmException.of(ErrorCode.NOT_GROUPED);
            case org.h2.api.ErrorCode.DIVISION_BY_ZERO_1 -> DmException.of(ErrorCode.DIVIDE_BY_ZERO);
            case org.h2.api.ErrorCode.DUPLICATE_KEY_1 -> DmException.of(ErrorCode.UNIQUE);
            case org.h2.api.ErrorCode.NULL_NOT_ALLOWED -> DmException.of(ErrorCode.NOT_NULL, name(error));
            case org.h2.api.ErrorCode.VALUE_TOO_LONG_2 ->
                DmException.of(ErrorCode.TOO_LONG, name(error).replaceAll(" .*", ""));
            case org.h2.api.ErrorCode.COLUMN_COUNT_DOES_NOT_MATCH -> DmException.of(ErrorCode.VALUE_COUNT);
            case org.h2.api.ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_1, org.h2.api.ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE_2 ->
                DmException.of(ErrorCode.OVERFLOW);
            case org.h2.api.ErrorCode.STATEMENT_WAS_CANCELED -> DmException.of(ErrorCode.TIMEOUT);
            case org.h2.api.ErrorCode.NOT_ENOUGH_RIGHTS_FOR_1, org.h2.api.ErrorCode.ADMIN_RIGHTS_REQUIRED ->
                DmException.of(ErrorCode.NO_RIGHT);
            default ->
                DmException.of(
                        String.valueOf(error.getSQLState()).startsWith("22") ? ErrorCode.CONVERSION : ErrorCode.SYNTAX);
        };
    }

    private static String name(SQLException error) {
        Matcher quoted = QUOTED.matcher(String.valueOf(error.getMessage()));
        return quoted.find() ? String.valueOf(quoted.group(1)) : "";
    }
}
