package io.opendcp.protocol.type;

import org.jspecify.annotations.Nullable;

/**
 * DM's scalar data types by their number on the wire, and the Java class whose objects stand for their values.
 * NULL is {@code null}. Source: {@code docs/protocol/statements.md} 6.
 */
public enum DmType {
    CHAR(0, "CHAR", String.class),
    VARCHAR2(1, "VARCHAR2", String.class),
    VARCHAR(2, "VARCHAR", String.class),
    BIT(3, "BIT", Byte.class),
    TINYINT(5, "TINYINT", Byte.class),
    SMALLINT(6, "SMALLINT", Short.class),
    INTEGER(7, "INTEGER", Integer.class),
    BIGINT(8, "BIGINT", Long.class),
    DECIMAL(9, "DECIMAL", java.math.BigDecimal.class),
    REAL(10, "REAL", Float.class),
    DOUBLE(11, "DOUBLE", Double.class),
    BLOB(12, "BLOB", byte[].class),
    BOOLEAN(13, "BOOLEAN", Boolean.class),
    DATE(14, "DATE", java.time.LocalDate.class),
    TIME(15, "TIME", java.time.LocalTime.class),
    /** Up to 6 digits after the second. */
    TIMESTAMP(16, "TIMESTAMP", java.time.LocalDateTime.class),
    BINARY(17, "BINARY", byte[].class),
    VARBINARY(18, "VARBINARY", byte[].class),
    CLOB(19, "CLOB", String.class),
    INTERVAL_YEAR_MONTH(20, "INTERVAL YEAR TO MONTH", YearMonthInterval.class),
    INTERVAL_DAY_TIME(21, "INTERVAL DAY TO SECOND", DayTimeInterval.class),
    TIME_WITH_TIME_ZONE(22, "TIME WITH TIME ZONE", java.time.OffsetTime.class),
    TIMESTAMP_WITH_TIME_ZONE(23, "TIMESTAMP WITH TIME ZONE", java.time.OffsetDateTime.class),
    /** 7 to 9 digits after the second. */
    TIMESTAMP_NANOS(26, "TIMESTAMP", java.time.LocalDateTime.class),
    TIMESTAMP_NANOS_WITH_TIME_ZONE(27, "TIMESTAMP WITH TIME ZONE", java.time.OffsetDateTime.class),
    ROWID(28, "ROWID", RowId.class);

    private static final @Nullable DmType[] BY_CODE = new @Nullable DmType[29];

    static {
        for (DmType type : values()) {
            BY_CODE[type.code] = type;
        }
    }

    private final int code;
    private final String sqlName;
    private final Class<?> javaClass;

    DmType(int code, String sqlName, Class<?> javaClass) {
        this.code = code;
        this.sqlName = sqlName;
        this.javaClass = javaClass;
    }

    public int code() {
        return code;
    }

    public String sqlName() {
        return sqlName;
    }

    public Class<?> javaClass() {
        return javaClass;
    }

    /** The type with number {@code code}; {@link IllegalArgumentException} for composite and unknown ones. */
    public static DmType of(int code) {
        DmType type = known(code);
        if (type == null) {
            throw new IllegalArgumentException("no scalar data type has number " + code);
        }
        return type;
    }

    /** The type with number {@code code}; {@code null} for composite and unknown ones. */
    public static @Nullable DmType known(int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
