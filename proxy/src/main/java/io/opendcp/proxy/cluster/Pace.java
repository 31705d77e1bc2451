package io.opendcp.proxy.cluster;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How soon one refresh may follow another. A look is a refresh that a break or a failure led to. Confined to one event loop.
 */
final class Pace {
    /** In manual mode. */
    private static final Duration MANUAL = Duration.ofSeconds(2);
    /** The least time between two looks, and the longest after a failure. */
    private static final Duration GAP = Duration.ofMillis(500);
    /** After the first failure; twice as long after the next one. A switch takes a few seconds, and sessions wait for its end. */
    private static final Duration FIRST_RETRY = Duration.ofMillis(125);

    /** Until an EP is asked again that said nothing: it may be slow, and each time costs it a login. */
    private static final Duration SILENT = Duration.ofSeconds(10);

    private final Time time;
    private final boolean manual;
    private Duration retry = FIRST_RETRY;
    /** Of a look, in {@code Time.nanos()}; null before the first. */
    private @Nullable Long lastEnd;
    /** Whether the refresh under way is a look. */
    private boolean looking;

    Pace(Time time, boolean manual) {
        this.time = time;
        this.manual = manual;
    }

    /** The refresh that begins now is a look. */
    void onLook() {
        looking = true;
    }

    /** A refresh has ended; {@code again} if it must be followed by a look. */
    void onEnd(boolean again) {
        if (looking || again) {
            lastEnd = time.nanos();
        }
        looking = false;
    }

    /** Nothing is wrong any more. */
    void onSuccess() {
        retry = FIRST_RETRY;
    }

    /** From a failure until the next look. */
    Duration retry() {
        Duration next = retry;
        retry = retry.compareTo(GAP.dividedBy(2)) < 0 ? retry.multipliedBy(2) : GAP;
        return manual ? MANUAL : next;
    }

    /** From a refresh in which nothing was wrong but that an EP said nothing. */
    Duration untilSilentIsAsked(Duration period) {
        return SILENT.compareTo(period) < 0 ? SILENT : period;
    }

    /** From now until there may be a look. */
    Duration untilLook() {
        if (lastEnd == null) {
            return Duration.ZERO;
        }
        Duration gap = manual ? MANUAL : GAP;
        Duration left = gap.minusNanos(time.nanos() - lastEnd);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
