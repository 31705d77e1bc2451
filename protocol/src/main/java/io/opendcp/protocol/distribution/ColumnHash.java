package io.opendcp.protocol.distribution;

import io.opendcp.protocol.type.DayTimeInterval;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.YearMonthInterval;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/** The hash of one distribution column's value. Source: {@code docs/protocol/distribution.md} 2. */
public final class ColumnHash {
    /** 0.0 and -0.0 are equal to SQL and differ in this bit of the hash. */
    private static final int SURE_BITS_OF_ZERO = 31;

    private final StringHash strings;

    public ColumnHash(HashSettings settings) {
        this.strings = new StringHash(settings);
    }

    /**
     * Hash of {@code value} in a column of type {@code type}.
     *
     * @param value an object of {@link DmType#javaClass()}, already converted to the column ({@link Conversion}); null for NULL
     * @throws ClassCastException if the value is of another class
     */
    public Hash of(DmType type, @Nullable Object value) {
        if (value == null) {
            return Hash.ZERO;
        }
        return switch (type) {
            case CHAR -> strings.fixed((String) value);
            case VARCHAR, VARCHAR2 -> strings.varying((String) value);
            case CLOB -> Hash.unsure(strings.varying((String) value).value());
            case BINARY, VARBINARY, BLOB -> Hash.unsure(strings.binary((byte[]) value));
            case BIT, TINYINT, SMALLINT, INTEGER, BIGINT -> Hash.sure((int) ((Number) value).longValue());
            case DECIMAL -> Hash.sure(DecimalHash.of((BigDecimal) value));
            case REAL -> ofReal((Float) value);
            case DOUBLE -> ofDouble((Double) value);
            case DATE -> Hash.sure(ofTimestamp(((LocalDate) value).atStartOfDay()));
            case TIMESTAMP, TIMESTAMP_NANOS -> Hash.sure(ofTimestamp((LocalDateTime) value));
            case TIME -> Hash.sure(ofTime((LocalTime) value));
            case INTERVAL_YEAR_MONTH -> ofInterval((YearMonthInterval) value);
            case INTERVAL_DAY_TIME -> ofInterval((DayTimeInterval) value);
            case ROWID -> ofRowId((RowId) value);
            // The clients' two rules differ in unit and zone, so there is nothing to compute (distribution.md 2.4).
            case TIME_WITH_TIME_ZONE, TIMESTAMP_WITH_TIME_ZONE, TIMESTAMP_NANOS_WITH_TIME_ZONE, BOOLEAN ->
                Hash.unsure(0);
        };
    }

    private static Hash ofReal(float value) {
        return new Hash(Float.floatToIntBits(value), value == 0 ? SURE_BITS_OF_ZERO : Integer.SIZE);
    }

    private static Hash ofDouble(double value) {
        long bits = Double.doubleToLongBits(value);
        return new Hash((int) bits + (int) (bits >>> Integer.SIZE), value == 0 ? SURE_BITS_OF_ZERO : Integer.SIZE);
    }

    /** Second and day are added before the OR, so the fields overlap; that is the rule (distribution.md 2.3). */
    private static int ofTimestamp(LocalDateTime value) {
        int micros = value.getNano() / 1000;
        return (value.getSecond() + value.getDayOfMonth())
                | (value.getMinute() << 6)
                | (value.getHour() << 12)
                | (value.getDayOfMonth() << 17)
                | (value.getMonthValue() << 22)
                | ((value.getYear() & 7) << 26)
                | ((micros & 7) << 29);
    }

    private static int ofTime(LocalTime value) {
        int micros = value.getNano() / 1000;
        return value.getHour() | (value.getMinute() << 8) | (value.getSecond() << 16) | ((micros & 255) << 24);
    }

    private static Hash ofInterval(YearMonthInterval value) {
        return Hash.unsure((value.years() << 4) | value.months());
    }

    private static Hash ofInterval(DayTimeInterval value) {
        return Hash.unsure((value.days() << 18) | (value.hours() << 12) | (value.minutes() << 6) | value.seconds());
    }

    /** The first four bytes of the 12-byte form, low byte first. */
    private static Hash ofRowId(RowId value) {
        byte[] form = RowIdLayout.bytes(value);
        return Hash.unsure(
                (form[0] & 255) | ((form[1] & 255) << 8) | ((form[2] & 255) << 16) | ((form[3] & 255) << 24));
    }
}
