package io.opendcp.simulator.store;

import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * What catalogue functions say of DM's types: sizes as ODBC defines them (column size, decimal digits, transfer octet
 * length), JDBC's numbers as the driver has them.
 */
public enum TypeFacts {
    CHAR("CHAR", Types.CHAR, Kind.TEXT, 8188, 0),
    VARCHAR("VARCHAR", Types.VARCHAR, Kind.TEXT, 8188, 0),
    VARCHAR2("VARCHAR2", Types.VARCHAR, Kind.TEXT, 8188, 0),
    TEXT("TEXT", Types.LONGVARCHAR, Kind.LONG_TEXT, Integer.MAX_VALUE, 0),
    LONG("LONG", Types.LONGVARCHAR, Kind.LONG_TEXT, Integer.MAX_VALUE, 0),
    LONGVARCHAR("LONGVARCHAR", Types.LONGVARCHAR, Kind.LONG_TEXT, Integer.MAX_VALUE, 0),
    CLOB("CLOB", Types.CLOB, Kind.LONG_TEXT, Integer.MAX_VALUE, 0),
    BINARY("BINARY", Types.BINARY, Kind.BYTES, 8188, 0),
    VARBINARY("VARBINARY", Types.VARBINARY, Kind.BYTES, 8188, 0),
    LONGVARBINARY("LONGVARBINARY", Types.LONGVARBINARY, Kind.LONG_BYTES, Integer.MAX_VALUE, 0),
    IMAGE("IMAGE", Types.LONGVARBINARY, Kind.LONG_BYTES, Integer.MAX_VALUE, 0),
    BLOB("BLOB", Types.BLOB, Kind.LONG_BYTES, Integer.MAX_VALUE, 0),
    BIT("BIT", Types.BIT, Kind.WHOLE, 1, 1),
    BOOLEAN("BOOLEAN", Types.BOOLEAN, Kind.WHOLE, 1, 1),
    TINYINT("TINYINT", Types.TINYINT, Kind.WHOLE, 3, 1),
    SMALLINT("SMALLINT", Types.SMALLINT, Kind.WHOLE, 5, 2),
    INTEGER("INTEGER", Types.INTEGER, Kind.WHOLE, 10, 4),
    BIGINT("BIGINT", Types.BIGINT, Kind.WHOLE, 19, 8),
    DECIMAL("DECIMAL", Types.DECIMAL, Kind.EXACT, 38, 40),
    NUMERIC("NUMERIC", Types.DECIMAL, Kind.EXACT, 38, 40),
    NUMBER("NUMBER", Types.DECIMAL, Kind.EXACT, 38, 40),
    REAL("REAL", Types.REAL, Kind.FLOATING, 7, 4),
    FLOAT("FLOAT", Types.FLOAT, Kind.FLOATING, 15, 8),
    DOUBLE("DOUBLE", Types.DOUBLE, Kind.FLOATING, 15, 8),
    DATE("DATE", Types.DATE, Kind.DAY, 10, 6),
    TIME("TIME", Types.TIME, Kind.CLOCK, 8, 6),
    TIME_WITH_TIME_ZONE("TIME WITH TIME ZONE", Types.TIME_WITH_TIMEZONE, Kind.CLOCK, 15, 8),
    TIMESTAMP("TIMESTAMP", Types.TIMESTAMP, Kind.CLOCK, 19, 16),
    TIMESTAMP_WITH_TIME_ZONE("TIMESTAMP WITH TIME ZONE", Types.TIMESTAMP_WITH_TIMEZONE, Kind.CLOCK, 26, 18),
    /** All of them: the driver gives their own numbers, 101 to 113, this one. */
    INTERVAL("INTERVAL", Types.JAVA_OBJECT, Kind.CLOCK, 28, 24),
    ROWID("ROWID", Types.ROWID, Kind.BYTES, 12, 12);

    /** Bits of SYSCOLUMNS.SCALE that are digits; others say more about the type. */
    private static final int DIGITS = 0xF;

    /** What the size of a type depends on. */
    private enum Kind {
        TEXT,
        BYTES,
        LONG_TEXT,
        LONG_BYTES,
        WHOLE,
        EXACT,
        FLOATING,
        DAY,
        CLOCK
    }

    private final String typeName;
    private final int jdbc;
    private final Kind kind;
    private final int size;
    private final int octets;

    TypeFacts(String typeName, int jdbc, Kind kind, int size, int octets) {
        this.typeName = typeName;
        this.jdbc = jdbc;
        this.kind = kind;
        this.size = size;
        this.octets = octets;
    }

    /** By SYSCOLUMNS.TYPE$; null for what is no type. */
    static @Nullable TypeFacts of(String name) {
        for (TypeFacts type : values()) {
            if (type.typeName.equals(name)) {
                return type;
            }
        }
        return name.startsWith("INTERVAL ") ? INTERVAL : null;
    }

    public String typeName() {
        return typeName;
    }

    /** A constant of {@link Types}. */
    public int jdbc() {
        return jdbc;
    }

    /** The largest size. */
    public int size() {
        return size;
    }

    /** Characters or digits that a column can have. */
    int columnSize(int length, int scale) {
        return switch (kind) {
            case TEXT, BYTES -> length;
            case EXACT -> length == 0 ? size : length;
            case CLOCK -> size + ((scale & DIGITS) == 0 ? 0 : 1 + (scale & DIGITS));
            case LONG_TEXT, LONG_BYTES, WHOLE, FLOATING, DAY -> size;
        };
    }

    /** Bytes that a value takes when it is handed over. */
    int bufferLength(int length) {
        return switch (kind) {
            case TEXT, BYTES -> length;
            case EXACT -> length == 0 ? octets : length + 2;
            case LONG_TEXT, LONG_BYTES -> size;
            case WHOLE, FLOATING, DAY, CLOCK -> octets;
        };
    }

    /** Digits behind the point or the second; null where there can be none. */
    @Nullable
    Integer decimalDigits(int scale) {
        return switch (kind) {
            case WHOLE -> 0;
            case EXACT -> scale;
            case CLOCK -> scale & DIGITS;
            case TEXT, BYTES, LONG_TEXT, LONG_BYTES, FLOATING, DAY -> null;
        };
    }

    /** Bytes that a column of characters or bytes can have, else null. */
    @Nullable
    Integer octetLength(int length) {
        return switch (kind) {
            case TEXT, BYTES, LONG_TEXT, LONG_BYTES -> bufferLength(length);
            case WHOLE, EXACT, FLOATING, DAY, CLOCK -> null;
        };
    }

    /** What a literal begins with, or null for numbers. */
    public @Nullable String literalPrefix() {
        return switch (kind) {
            case TEXT, LONG_TEXT -> "'";
            case BYTES, LONG_BYTES -> "0x";
            case DAY, CLOCK -> typeName.replaceAll(" WITH.*", "") + " '";
            case WHOLE, EXACT, FLOATING -> null;
        };
    }

    /** What a literal ends with, or null. */
    public @Nullable String literalSuffix() {
        String prefix = literalPrefix();
        return prefix != null && prefix.endsWith("'") ? "'" : null;
    }

    /** What its definition takes in parentheses, or null. */
    public @Nullable String createParameters() {
        return switch (kind) {
            case TEXT, BYTES -> this == ROWID ? null : "length";
            case EXACT -> "precision,scale";
            case CLOCK -> "scale";
            case LONG_TEXT, LONG_BYTES, WHOLE, FLOATING, DAY -> null;
        };
    }

    public boolean isCharacters() {
        return kind == Kind.TEXT || kind == Kind.LONG_TEXT;
    }

    public boolean isNumber() {
        return kind == Kind.WHOLE || kind == Kind.EXACT || kind == Kind.FLOATING;
    }

    /** The most digits behind the point or the second. */
    public int largestScale() {
        return kind == Kind.EXACT ? size : kind == Kind.CLOCK ? 9 : 0;
    }
}
