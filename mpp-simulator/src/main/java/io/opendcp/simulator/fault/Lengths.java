package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How numbers and durations are written in the words of faults, and what is refused of them. */
final class Lengths {
    /** Units, the largest first. */
    enum Unit {
        S(1_000_000_000L),
        MS(1_000_000L),
        US(1_000L),
        NS(1L);

        private final long nanos;

        Unit(long nanos) {
            this.nanos = nanos;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        Duration of(long count) {
            return Duration.ofNanos(Math.multiplyExact(count, nanos));
        }

        /** How many of them a duration may have. */
        long most() {
            return MOST.toNanos() / nanos;
        }
    }

    /** No fault lasts longer: what is scheduled must not run over the clock's count of nanoseconds. */
    static final Duration MOST = Duration.ofDays(1_000);

    private Lengths() {}

    /** In the largest unit of which it is a whole number. */
    static String words(Duration duration) {
        long nanos = duration.toNanos();
        Unit unit = Arrays.stream(Unit.values())
                .filter(each -> nanos % each.nanos == 0)
                .findFirst()
                .orElseThrow();
        return nanos / unit.nanos + " " + unit.word();
    }

    /** At least {@code by}, and up to {@code jitter} more. */
    static String words(Duration by, Duration jitter) {
        return words(by) + (jitter.isZero() ? "" : " and up to " + words(jitter) + " more");
    }

    static String bytes(long count) {
        return count == 1 ? "1 byte" : count + " bytes";
    }

    static void atLeast(long least, long value, String what) {
        if (value < least) {
            throw new IllegalArgumentException("%s is %d; at least %d".formatted(what, value, least));
        }
    }

    static void within(Duration duration, String what) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException("%s is negative: %s".formatted(what, duration));
        }
        if (duration.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("%s is %s; at most %d s".formatted(what, duration, MOST.toSeconds()));
        }
    }
}
