package io.opendcp.simulator.session;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long an execution may still wait: for others in all its waits together, and for anything as long as the client gives. */
final class Patience {
    private static final Duration FOREVER = Duration.ofDays(1000);

    /** The end of a wait, and what it is told as. */
    record Limit(Duration left, ErrorCode late) {}

    private final Time time;
    private final Duration timeout;
    private final long started;
    private @Nullable Long waitingSince;

    /** @param timeoutSeconds of the client; 0 for none */
    Patience(Time time, int timeoutSeconds) {
        this.time = time;
        timeout = timeoutSeconds <= 0 ? FOREVER : Duration.ofSeconds(timeoutSeconds);
        started = time.nanos();
    }

    /** A wait for somebody else, of whom there may be several one after the other. */
    Limit forOthers(Duration whole) {
        long now = time.nanos();
        waitingSince = waitingSince == null ? now : waitingSince;
        return shorter(left(whole, waitingSince), ErrorCode.LOCK_TIMEOUT);
    }

    /** A wait for messages. */
    Limit forMessages(Duration whole) {
        return shorter(whole, ErrorCode.CONNECTION_LOST);
    }

    private Limit shorter(Duration own, ErrorCode late) {
        Duration clients = left(timeout, started);
        return own.compareTo(clients) <= 0 ? new Limit(own, late) : new Limit(clients, ErrorCode.TIMEOUT);
    }

    /** What is left of {@code whole} that began at {@code from}; never negative. */
    private Duration left(Duration whole, long from) {
        Duration left = whole.minusNanos(time.nanos() - from);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
