package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;

/**
 * Dates and times as little-endian bit fields, lowest bit first; a timestamp is a date followed by a time, a zone is
 * minutes behind either. Digits that a type has no room for are cut off. What is no date at all is
 * {@link ErrorCode#INVALID_DATETIME}. Source: {@code docs/protocol/statements.md} 6.2.
 */
final class DateTimeCodec {
    static final int DATE = 3;
    static final int TIME = 5;
    static final int NANO_TIME = 6;
    static final int ZONE = 2;

    private static final int FIRST_YEAR = -4712;
    private static final int LAST_YEAR = 9999;
    private static final int YEARS = 1 << 15;

    private DateTimeCodec() {}

    static void write(ByteBuf out, LocalDate date) {
        if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
            throw DmException.of(ErrorCode.INVALID_DATETIME);
        }
        int year = date.getYear() & (YEARS - 1);
        out.writeMediumLE(year | (date.getMonthValue() << 15) | (date.getDayOfMonth() << 19));
    }

    /** Hour, minute, second, then microseconds. */
    static void write(ByteBuf out, LocalTime time) {
        long bits = clock(time) | ((fraction(time) / 1000) << 17);
        out.writeIntLE((int) bits).writeByte((int) (bits >>> 32));
    }

    /** Hour, minute, second, then nanoseconds. */
    static void writeNanos(ByteBuf out, LocalTime time) {
        long bits = clock(time) | (fraction(time) << 17);
        out.writeIntLE((int) bits).writeShortLE((int) (bits >>> 32));
    }

    static void write(ByteBuf out, ZoneOffset zone) {
        out.writeShortLE(Math.floorDiv(zone.getTotalSeconds(), 60));
    }

    static void write(ByteBuf out, LocalDateTime value, boolean nanos) {
        write(out, value.toLocalDate());
        if (nanos) {
            writeNanos(out, value.toLocalTime());
        } else {
            write(out, value.toLocalTime());
        }
    }

    static LocalDate readDate(ByteBuf in) {
        int bits = in.readUnsignedMediumLE();
        int year = bits & (YEARS - 1);
        return checked(() -> LocalDate.of(year > LAST_YEAR ? year - YEARS : year, (bits >>> 15) & 15, bits >>> 19));
    }

    static LocalTime readTime(ByteBuf in) {
        long bits = in.readUnsignedIntLE() | ((long) in.readUnsignedByte() << 32);
        return time(bits, ((bits >>> 17) & 0xFFFFF) * 1000);
    }

    static LocalTime readNanoTime(ByteBuf in) {
        long bits = in.readUnsignedIntLE() | ((long) in.readUnsignedShortLE() << 32);
        return time(bits, (bits >>> 17) & 0x3FFFFFFF);
    }

    static LocalDateTime readDateTime(ByteBuf in, int length) {
        LocalDate date = readDate(in);
        return date.atTime(length == DATE + TIME ? readTime(in) : readNanoTime(in));
    }

    static OffsetTime readOffsetTime(ByteBuf in) {
        return readTime(in).atOffset(readZone(in));
    }

    static OffsetDateTime readOffsetDateTime(ByteBuf in, int length) {
        return readDateTime(in, length - ZONE).atOffset(readZone(in));
    }

    private static ZoneOffset readZone(ByteBuf in) {
        int minutes = in.readShortLE();
        return checked(() -> ZoneOffset.ofTotalSeconds(60 * minutes));
    }

    private static long clock(LocalTime time) {
        return time.getHour() | (time.getMinute() << 5) | (time.getSecond() << 11);
    }

    /** Nanoseconds of the second. */
    private static long fraction(LocalTime time) {
        return time.toNanoOfDay() % 1_000_000_000;
    }

    private static LocalTime time(long bits, long nanos) {
        return checked(() ->
                LocalTime.of((int) (bits & 31), (int) ((bits >>> 5) & 63), (int) ((bits >>> 11) & 63), (int) nanos));
    }

    /** Java's own calendar says what is a date. */
    private interface Made<T> {
        T make();
    }

    private static <T> T checked(Made<T> made) {
        try {
            return made.make();
        } catch (DateTimeException e) {
            throw DmException.of(ErrorCode.INVALID_DATETIME);
        }
    }
}
