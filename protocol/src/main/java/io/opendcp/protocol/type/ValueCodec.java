package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.opendcp.protocol.frame.ProtocolException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;

/**
 * Values of every scalar type to and from their bytes, without length; the same in rows and as binds, except that rows
 * carry LOBs in a locator. Values are objects of {@link DmType#javaClass()}. Source: {@code docs/protocol/statements.md} 6.
 */
public final class ValueCodec {
    private ValueCodec() {}

    /**
     * The type as which {@code type} travels: a peer too old for ROWIDs takes BIGINT, one too old for nanoseconds
     * microseconds.
     */
    public static DmType carried(DmType type, WireFormat format) {
        if (type == DmType.ROWID && !format.longRowIds()) {
            return DmType.BIGINT;
        }
        if (type == DmType.TIMESTAMP_NANOS && !format.nanoseconds()) {
            return DmType.TIMESTAMP;
        }
        if (type == DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE && !format.nanoseconds()) {
            return DmType.TIMESTAMP_WITH_TIME_ZONE;
        }
        return type;
    }

    /** Appends the bytes of {@code value}. A value of another class than the type's is a {@link ClassCastException}. */
    public static void write(ByteBuf out, DmType type, Object value, WireFormat format) {
        switch (type) {
            case CHAR, VARCHAR2, VARCHAR, CLOB -> out.writeBytes(((String) value).getBytes(format.charset()));
            case BIT, TINYINT -> out.writeByte((Byte) value);
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case SMALLINT -> out.writeShortLE((Short) value);
            case INTEGER -> out.writeIntLE((Integer) value);
            case BIGINT -> out.writeLongLE((Long) value);
            case DECIMAL -> DecimalCodec.write(out, (BigDecimal) value);
            case REAL -> out.writeFloatLE((Float) value);
            case DOUBLE -> out.writeDoubleLE((Double) value);
            case BLOB, BINARY, VARBINARY -> out.writeBytes((byte[]) value);
            case DATE -> DateTimeCodec.write(out, (LocalDate) value);
            case TIME -> DateTimeCodec.write(out, (LocalTime) value);
            case TIMESTAMP -> DateTimeCodec.write(out, (LocalDateTime) value, false);
            case TIMESTAMP_NANOS -> DateTimeCodec.write(out, (LocalDateTime) value, format.nanoseconds());
            case TIME_WITH_TIME_ZONE -> {
                OffsetTime time = (OffsetTime) value;
                DateTimeCodec.write(out, time.toLocalTime());
                DateTimeCodec.write(out, time.getOffset());
            }
            case TIMESTAMP_WITH_TIME_ZONE -> zoned(out, (OffsetDateTime) value, false);
            case TIMESTAMP_NANOS_WITH_TIME_ZONE -> zoned(out, (OffsetDateTime) value, format.nanoseconds());
            case INTERVAL_YEAR_MONTH -> IntervalCodec.write(out, (YearMonthInterval) value);
            case INTERVAL_DAY_TIME -> IntervalCodec.write(out, (DayTimeInterval) value);
            case ROWID -> RowIdCodec.write(out, (RowId) value, format);
        }
    }

    /**
     * Takes {@code length} bytes, which the caller has seen to be there, as a value of {@code type}.
     *
     * @throws ProtocolException if the type has no values of that length
     * @throws io.opendcp.protocol.error.DmException if they are no date or time
     */
    public static Object read(ByteBuf in, int length, DmType type, WireFormat format) {
        return switch (type) {
            case CHAR, VARCHAR2, VARCHAR, CLOB -> WireText.read(in, length, format.charset());
            case BIT, TINYINT -> exactly(type, length, Byte.BYTES, in).readByte();
            case BOOLEAN -> exactly(type, length, Byte.BYTES, in).readBoolean();
            case SMALLINT -> exactly(type, length, Short.BYTES, in).readShortLE();
            case INTEGER -> exactly(type, length, Integer.BYTES, in).readIntLE();
            case BIGINT -> exactly(type, length, Long.BYTES, in).readLongLE();
            case DECIMAL -> DecimalCodec.read(in, length);
            case REAL -> exactly(type, length, Float.BYTES, in).readFloatLE();
            case DOUBLE -> exactly(type, length, Double.BYTES, in).readDoubleLE();
            case BLOB, BINARY, VARBINARY -> {
                byte[] bytes = ByteBufUtil.getBytes(in, in.readerIndex(), length);
                in.skipBytes(length);
                yield bytes;
            }
            case DATE -> DateTimeCodec.readDate(exactly(type, length, DateTimeCodec.DATE, in));
            case TIME -> DateTimeCodec.readTime(exactly(type, length, DateTimeCodec.TIME, in));
            case TIMESTAMP, TIMESTAMP_NANOS -> DateTimeCodec.readDateTime(timestamp(type, length, 0, in), length);
            case TIME_WITH_TIME_ZONE ->
                DateTimeCodec.readOffsetTime(exactly(type, length, DateTimeCodec.TIME + DateTimeCodec.ZONE, in));
            case TIMESTAMP_WITH_TIME_ZONE, TIMESTAMP_NANOS_WITH_TIME_ZONE ->
                DateTimeCodec.readOffsetDateTime(timestamp(type, length, DateTimeCodec.ZONE, in), length);
            case INTERVAL_YEAR_MONTH ->
                IntervalCodec.readYearMonth(exactly(type, length, IntervalCodec.YEAR_MONTH, in));
            case INTERVAL_DAY_TIME -> IntervalCodec.readDayTime(exactly(type, length, IntervalCodec.DAY_TIME, in));
            case ROWID -> RowIdCodec.read(exactly(type, length, format.rowIdLength(), in), format);
        };
    }

    private static void zoned(ByteBuf out, OffsetDateTime value, boolean nanos) {
        DateTimeCodec.write(out, value.toLocalDateTime(), nanos);
        DateTimeCodec.write(out, value.getOffset());
    }

    private static ByteBuf exactly(DmType type, int length, int wanted, ByteBuf in) {
        if (length != wanted) {
            throw new ProtocolException(type + " value of " + length + " bytes; it has " + wanted);
        }
        return in;
    }

    /** The driver goes by the length, so both precisions are taken for either type. */
    private static ByteBuf timestamp(DmType type, int length, int zone, ByteBuf in) {
        int shorter = DateTimeCodec.DATE + DateTimeCodec.TIME + zone;
        return exactly(type, length, length == shorter + 1 ? shorter + 1 : shorter, in);
    }
}
