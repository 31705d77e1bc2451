package io.opendcp.proxy.session;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Looks after the times that sessions may take. Sessions only put down when they last did something; one timer for all looks
 * at them when the first of those times can be up: a request schedules nothing. Confined to one event loop.
 */
final class Deadlines {
    static final long NEVER = Long.MAX_VALUE;
    /** Between two looks: times that are up one shortly after the other cost one look, not one each. */
    static final Duration GRAIN = Duration.ofMillis(100);

    private final Time time;
    private final Collection<Session> sessions;
    private SessionLimits limits;
    /** When they last changed: until then others held, by which nobody was late. */
    private long changed;

    private Time.@Nullable Timer timer;

    /** @param sessions those that are open now, as a view */
    Deadlines(Time time, Collection<Session> sessions, SessionLimits limits) {
        this.time = time;
        this.sessions = sessions;
        this.limits = limits;
        changed = time.nanos();
    }

    SessionLimits limits() {
        return limits;
    }

    /** They hold from now on, for all sessions; what has run already does not count against the new ones. */
    void limits(SessionLimits now) {
        if (now.equals(limits)) {
            return;
        }
        limits = now;
        changed = time.nanos();
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
        begin();
    }

    /** A session has been opened. */
    void begin() {
        if (timer == null && !sessions.isEmpty()) {
            next(limits.shortest());
        }
    }

    /** Whatever a session does in the meantime may not last less than the shortest time, so no look is missed. */
    private void next(long nanos) {
        if (nanos != NEVER) {
            timer = time.schedule(Duration.ofNanos(Math.max(nanos, GRAIN.toNanos())), this::look);
        }
    }

    private void look() {
        timer = null;
        long now = time.nanos();
        long next = limits.shortest();
        List<Session> late = new ArrayList<>();
        for (Session session : sessions) {
            long left = session.timeLimit().left(limits, now, changed);
            if (left <= 0) {
                late.add(session);
            } else {
                next = Math.min(next, left);
            }
        }
        if (!sessions.isEmpty()) {
            next(next);
        }
        late.forEach(session -> session.later(session.timeLimit()::up));
    }
}
