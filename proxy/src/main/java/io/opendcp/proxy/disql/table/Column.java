package io.opendcp.proxy.disql.table;

import java.sql.Types;

/**
 * A column of a result.
 *
 * @param type of {@link Types}
 * @param displaySize columns that its values need at most, by the driver's account
 */
public record Column(
        String label, int type, String typeName, int precision, int scale, int displaySize, boolean nullable) {
    private static final int INT_WIDTH = 11;
    private static final int FLOAT_WIDTH = 24;
    private static final int ZONED_WIDTH = 33;

    /** Whether the width of its values is known beforehand; else it is that of the widest one. */
    boolean fixedWidth() {
        return switch (type) {
            case Types.CHAR,
                    Types.VARCHAR,
                    Types.LONGVARCHAR,
                    Types.CLOB,
                    Types.BLOB,
                    Types.BINARY,
                    Types.VARBINARY,
                    Types.LONGVARBINARY,
                    Types.OTHER -> false;
            default -> true;
        };
    }

    /** Columns for the values of a {@link #fixedWidth()} column. */
    int width() {
        return switch (type) {
            case Types.BIT, Types.BOOLEAN, Types.TINYINT, Types.SMALLINT, Types.INTEGER -> INT_WIDTH;
            case Types.REAL, Types.FLOAT, Types.DOUBLE -> FLOAT_WIDTH;
            case Types.TIMESTAMP_WITH_TIMEZONE -> ZONED_WIDTH;
            default -> displaySize;
        };
    }

    boolean approximate() {
        return type == Types.REAL || type == Types.FLOAT || type == Types.DOUBLE;
    }

    /** Whether the values come as hexadecimal digits. */
    public boolean binary() {
        return type == Types.BLOB || type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY;
    }

    /** The type as a definition has it: {@code VARCHAR(20)}. */
    public String declared() {
        return switch (type) {
            case Types.CHAR, Types.VARCHAR, Types.BINARY, Types.VARBINARY -> typeName + "(" + precision + ")";
            case Types.DECIMAL, Types.NUMERIC ->
                precision == 0 ? typeName : typeName + "(" + precision + (scale == 0 ? ")" : ", " + scale + ")");
            case Types.TIMESTAMP -> typeName + "(" + scale + ")";
            default -> typeName;
        };
    }
}
