package io.opendcp.proxy.management;

import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * The types of the management port's columns: their numbers in JDBC, and sizes as ODBC defines them (column size, decimal
 * digits, transfer octet length).
 */
enum TypeFacts {
    CHAR(Types.CHAR, Kind.TEXT, 8188, 0),
    VARCHAR(Types.VARCHAR, Kind.TEXT, 8188, 0),
    VARBINARY(Types.VARBINARY, Kind.BYTES, 8188, 0),
    TINYINT(Types.TINYINT, Kind.WHOLE, 3, 1),
    SMALLINT(Types.SMALLINT, Kind.WHOLE, 5, 2),
    INTEGER(Types.INTEGER, Kind.WHOLE, 10, 4),
    BIGINT(Types.BIGINT, Kind.WHOLE, 19, 8),
    DECIMAL(Types.DECIMAL, Kind.EXACT, 38, 40),
    REAL(Types.REAL, Kind.FLOATING, 7, 4),
    DOUBLE(Types.DOUBLE, Kind.FLOATING, 15, 8),
    DATE(Types.DATE, Kind.DAY, 10, 6),
    TIME(Types.TIME, Kind.CLOCK, 8, 6),
    TIMESTAMP(Types.TIMESTAMP, Kind.CLOCK, 19, 16);

    /** What the size of a type depends on. */
    private enum Kind {
        TEXT,
        BYTES,
        WHOLE,
        EXACT,
        FLOATING,
        DAY,
        CLOCK
    }

    private final int jdbc;
    private final Kind kind;
    private final int size;
    private final int octets;

    TypeFacts(int jdbc, Kind kind, int size, int octets) {
        this.jdbc = jdbc;
        this.kind = kind;
        this.size = size;
        this.octets = octets;
    }

    /** By SYSCOLUMNS.TYPE$; null for what is no type here. */
    static @Nullable TypeFacts of(@Nullable String name) {
        for (TypeFacts type : values()) {
            if (type.name().equals(name)) {
                return type;
            }
        }
        return null;
    }

    /** A constant of {@link Types}. */
    int jdbc() {
        return jdbc;
    }

    /** The largest size. */
    int size() {
        return size;
    }

    /** Characters or digits that a column can have. */
    int columnSize(int length, int scale) {
        return switch (kind) {
            case TEXT, BYTES -> length;
            case EXACT -> length == 0 ? size : length;
            case CLOCK -> size + (scale == 0 ? 0 : 1 + scale);
            case WHOLE, FLOATING, DAY -> size;
        };
    }

    /** Bytes that a value takes when it is handed over. */
    int bufferLength(int length) {
        return switch (kind) {
            case TEXT, BYTES -> length;
            case EXACT -> length == 0 ? octets : length + 2;
            case WHOLE, FLOATING, DAY, CLOCK -> octets;
        };
    }

    /** Digits behind the point or the second; null where there can be none. */
    @Nullable
    Integer decimalDigits(int scale) {
        return switch (kind) {
            case WHOLE -> 0;
            case EXACT, CLOCK -> scale;
            case TEXT, BYTES, FLOATING, DAY -> null;
        };
    }

    /** Bytes that a column of characters or bytes can have, else null. */
    @Nullable
    Integer octetLength(int length) {
        return kind == Kind.TEXT || kind == Kind.BYTES ? length : null;
    }

    /** What a literal begins with, or null for numbers. */
    @Nullable
    String literalPrefix() {
        return switch (kind) {
            case TEXT -> "'";
            case BYTES -> "0x";
            case DAY, CLOCK -> name() + " '";
            case WHOLE, EXACT, FLOATING -> null;
        };
    }

    /** What a literal ends with, or null. */
    @Nullable
    String literalSuffix() {
        String prefix = literalPrefix();
        return prefix != null && prefix.endsWith("'") ? "'" : null;
    }

    /** What its definition takes in parentheses, or null. */
    @Nullable
    String createParameters() {
        return switch (kind) {
            case TEXT, BYTES -> "length";
            case EXACT -> "precision,scale";
            case CLOCK -> "scale";
            case WHOLE, FLOATING, DAY -> null;
        };
    }

    boolean isCharacters() {
        return kind == Kind.TEXT;
    }

    boolean isNumber() {
        return kind == Kind.WHOLE || kind == Kind.EXACT || kind == Kind.FLOATING;
    }

    /** The most digits behind the point or the second. */
    int largestScale() {
        return kind == Kind.EXACT ? size : kind == Kind.CLOCK ? 6 : 0;
    }
}
