package io.opendcp.simulator.session;

import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.type.DayTimeInterval;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.YearMonthInterval;
import java.math.BigInteger;
import java.time.Duration;
import org.h2.api.IntervalQualifier;
import org.h2.engine.SessionLocal;
import org.h2.message.DbException;
import org.h2.util.IntervalUtils;
import org.h2.util.JSR310Utils;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.h2.value.ValueInterval;
import org.h2.value.ValueNull;
import org.h2.value.ValueToObjectConverter;
import org.jspecify.annotations.Nullable;

/** Values between the classes of {@link io.opendcp.protocol.type.DmType} and H2's. */
final class Values {
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Values() {}

    /** A bound value for H2. */
    static Value toH2(@Nullable Object value, SessionLocal session, RowIdLayout layout) {
        if (value == null) {
            return ValueNull.INSTANCE;
        }
        if (value instanceof RowId id) {
            return ValueBigint.get(layout.pack(id));
        }
        if (value instanceof YearMonthInterval interval) {
            long months = interval.years() * 12L + interval.months();
            return ValueInterval.from(
                    IntervalQualifier.YEAR_TO_MONTH, months < 0, Math.abs(months) / 12, Math.abs(months) % 12);
        }
        if (value instanceof DayTimeInterval interval) {
            return dayTime(interval);
        }
        try {
            return ValueToObjectConverter.objectToValue(session, value, Value.UNKNOWN);
        } catch (DbException unfit) {
            throw DmException.of(ErrorCode.ARGUMENT_TYPE);
        }
    }

    private static Value dayTime(DayTimeInterval part) {
        Duration length = Duration.ofDays(part.days())
                .plusHours(part.hours())
                .plusMinutes(part.minutes())
                .plusSeconds(part.seconds())
                .plusNanos(part.micros() * 1000L);
        Duration size = length.abs();
        long rest = size.minusDays(size.toDays()).toNanos();
        return ValueInterval.from(IntervalQualifier.DAY_TO_SECOND, length.isNegative(), size.toDays(), rest);
    }

    /** A value of a result for the client, of the class that {@code spec} stands for. */
    static @Nullable Object toJava(Value value, TypeSpec spec, SessionLocal session, RowIdLayout layout) {
        if (value.getValueType() == Value.NULL) {
            return null;
        }
        return switch (spec.type()) {
            case CHAR, VARCHAR, VARCHAR2, CLOB -> value.getString();
            case BIT, TINYINT -> (byte) value.getInt();
            case SMALLINT -> (short) value.getInt();
            case INTEGER -> value.getInt();
            case BIGINT -> value.getLong();
            case DECIMAL -> value.getBigDecimal();
            case REAL -> value.getFloat();
            case DOUBLE -> value.getDouble();
            case BOOLEAN -> value.getBoolean();
            case BLOB, BINARY, VARBINARY -> value.getBytes();
            case DATE -> JSR310Utils.valueToLocalDate(value, session);
            case TIME -> JSR310Utils.valueToLocalTime(value, session);
            case TIMESTAMP, TIMESTAMP_NANOS -> JSR310Utils.valueToLocalDateTime(value, session);
            case TIME_WITH_TIME_ZONE -> JSR310Utils.valueToOffsetTime(value, session);
            case TIMESTAMP_WITH_TIME_ZONE, TIMESTAMP_NANOS_WITH_TIME_ZONE ->
                JSR310Utils.valueToOffsetDateTime(value, session);
            case INTERVAL_YEAR_MONTH -> yearMonth(value, spec.scale());
            case INTERVAL_DAY_TIME -> dayTime(value, spec.scale());
            case ROWID -> layout.unpack(value.getLong());
        };
    }

    private static YearMonthInterval yearMonth(Value value, int scale) {
        int months = absolute(value).intValue();
        return new YearMonthInterval(months / 12, months % 12, scale);
    }

    private static DayTimeInterval dayTime(Value value, int scale) {
        BigInteger nanos = absolute(value);
        long micros = nanos.divide(BigInteger.valueOf(1000)).longValue();
        long seconds = micros / MICROS_PER_SECOND;
        return new DayTimeInterval(
                (int) (seconds / 86_400),
                (int) (seconds / 3600 % 24),
                (int) (seconds / 60 % 60),
                (int) (seconds % 60),
                (int) (micros % MICROS_PER_SECOND),
                scale);
    }

    /** All of it in months or nanoseconds. */
    private static BigInteger absolute(Value value) {
        return IntervalUtils.intervalToAbsolute((ValueInterval) value);
    }
}
