package io.opendcp.proxy.pool;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Ends connections that have been free too long (DCP_POOL_IDLE_TIME) or have lived too long (DCP_POOL_LIFE_TIME): free ones by
 * one timer, set for the first that is due, lent ones when they come back. A life begins with the login to the EP.
 */
final class Ageing {
    /** The timer runs out once in that time at most, in nanoseconds; an end is up to so much late. */
    private static final long PACE = 1_000_000_000L;

    private final Time time;
    private final FreeConnections free;
    private final Room room;
    private final Consumer<Backend> close;
    private Time.@Nullable Timer timer;
    /** {@code Time.nanos()} when the timer runs out. */
    private long at;

    Ageing(Time time, FreeConnections free, Room room, Consumer<Backend> close) {
        this.time = time;
        this.free = free;
        this.room = room;
        this.close = close;
    }

    /** Whether one that comes back is not to be kept. */
    boolean outlived(Backend backend) {
        return lifeLeft(backend, time.nanos()) <= 0;
    }

    /** It is free from now on. */
    void freed(Backend backend) {
        expect(left(backend, time.nanos()));
    }

    /** Ends what is due, as after a change of the limits. */
    void look() {
        stop();
        long now = time.nanos();
        long next = Long.MAX_VALUE;
        for (Backend each : free.stream().toList()) {
            long left = left(each, now);
            if (left <= 0) {
                close.accept(each);
            } else {
                next = Math.min(next, left);
            }
        }
        expect(next);
    }

    /** Looks in {@code nanos}, if not earlier. */
    private void expect(long nanos) {
        if (nanos == Long.MAX_VALUE) {
            return;
        }
        long delay = Math.max(PACE, nanos);
        long due = time.nanos() + delay;
        if (timer == null || due - at < 0) {
            stop();
            at = due;
            timer = time.schedule(Duration.ofNanos(delay), this::look);
        }
    }

    void stop() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }

    private long left(Backend backend, long now) {
        long idle = room.limits().idle().toNanos();
        long life = lifeLeft(backend, now);
        return idle == 0 ? life : Math.min(life, idle - (now - backend.freeSince()));
    }

    private long lifeLeft(Backend backend, long now) {
        long life = room.limits().life().toNanos();
        return life == 0 ? Long.MAX_VALUE : life - (now - backend.born());
    }
}
