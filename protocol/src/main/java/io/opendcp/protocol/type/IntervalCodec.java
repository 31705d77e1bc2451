package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;

/** Intervals: a 32-bit number per part, then the scale that tells the qualifier. Source: {@code docs/protocol/statements.md} 6.3. */
final class IntervalCodec {
    static final int YEAR_MONTH = 12;
    static final int DAY_TIME = 24;

    private IntervalCodec() {}

    static void write(ByteBuf out, YearMonthInterval value) {
        out.writeIntLE(value.years()).writeIntLE(value.months()).writeIntLE(value.scale());
    }

    static void write(ByteBuf out, DayTimeInterval value) {
        out.writeIntLE(value.days()).writeIntLE(value.hours()).writeIntLE(value.minutes());
        out.writeIntLE(value.seconds()).writeIntLE(value.micros()).writeIntLE(value.scale());
    }

    static YearMonthInterval readYearMonth(ByteBuf in) {
        return new YearMonthInterval(in.readIntLE(), in.readIntLE(), in.readIntLE());
    }

    static DayTimeInterval readDayTime(ByteBuf in) {
        return new DayTimeInterval(
                in.readIntLE(), in.readIntLE(), in.readIntLE(), in.readIntLE(), in.readIntLE(), in.readIntLE());
    }
}
