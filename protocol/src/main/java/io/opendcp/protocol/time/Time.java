package io.opendcp.protocol.time;

import java.time.Duration;
import java.time.Instant;

/**
 * A clock and a scheduler in one. Everything that waits or asks the hour gets one from outside, so that a test can
 * turn it. Confined to one event loop: tasks run on it, and it is called from it.
 */
public interface Time {
    /** The hour, for what people read. */
    Instant now();

    /** A count of nanoseconds that only ever rises, for measuring. */
    long nanos();

    /** Runs {@code task} once, {@code delay} from now, on the event loop. */
    Timer schedule(Duration delay, Runnable task);

    /** A task that has been scheduled. */
    @FunctionalInterface
    interface Timer {
        /** Idempotent; does nothing once the task has run. */
        void cancel();
    }
}
