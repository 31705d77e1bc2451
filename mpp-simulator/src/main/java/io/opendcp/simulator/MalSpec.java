package io.opendcp.simulator;

import java.time.Duration;

/**
 * Describes the MAL network between EPs.
 *
 * @param least the shortest way of a message from one EP to another
 * @param most the longest; at least {@code least}
 * @param checkInterval MAL_CHECK_INTERVAL: how often links are looked at; zero is never
 * @param failInterval MAL_CONN_FAIL_INTERVAL: how long a link is given before it counts as broken
 */
public record MalSpec(Duration least, Duration most, Duration checkInterval, Duration failInterval) {
    /** Messages take no time; the intervals are DM's defaults. */
    public static final MalSpec INSTANT =
            new MalSpec(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(10));

    public MalSpec {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("a message takes %s to %s".formatted(least, most));
        }
        if (failInterval.isNegative() || checkInterval.isNegative()) {
            throw new IllegalArgumentException("intervals %s, %s".formatted(checkInterval, failInterval));
        }
    }

    public MalSpec withLatency(Duration from, Duration to) {
        return new MalSpec(from, to, checkInterval, failInterval);
    }

    public MalSpec withIntervals(Duration check, Duration fail) {
        return new MalSpec(least, most, check, fail);
    }

    /** What "never" is. */
    private static final Duration FOREVER = Duration.ofDays(1000);

    /** How long nothing comes back before a link counts as broken. Source: DM8 documentation, data watch. */
    public Duration patience() {
        return checkInterval.isZero() ? FOREVER : checkInterval.plus(failInterval);
    }
}
