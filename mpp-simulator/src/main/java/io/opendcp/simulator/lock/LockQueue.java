package io.opendcp.simulator.lock;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Statements that wait for locks, on all EPs of a cluster. A waiter is woken when one of those it waits for gives
 * something up; it then tries again and may have to wait again. A wait that closes a circle fails at once.
 *
 * @param <S> a session
 */
public final class LockQueue<S> {
    /** What happens to a waiter. */
    public interface Waiter {
        /** Somebody gave something up. */
        void retry();

        void failed(DmException error);
    }

    private final class Entry {
        private final S session;
        private final Set<S> holders;
        private final Waiter waiter;
        private final Time.Timer timer;
        private boolean woken;

        Entry(S session, Set<S> holders, Waiter waiter, Duration limit, ErrorCode late) {
            this.session = session;
            this.holders = Set.copyOf(holders);
            this.waiter = waiter;
            this.timer = time.schedule(limit, () -> fail(DmException.of(late)));
        }

        private void fail(DmException error) {
            if (entries.remove(this)) {
                timer.cancel();
                waiter.failed(error);
            }
        }
    }

    private final Time time;
    private final List<Entry> entries = new ArrayList<>();

    public LockQueue(Time time) {
        this.time = time;
    }

    /**
     * Puts a statement in the queue.
     *
     * @param holders who has what it wants
     * @param limit how long it waits, after which it fails as {@code late}
     * @throws DmException -6403 if one of the holders waits, directly or not, for {@code session}
     */
    public void await(S session, Set<S> holders, Waiter waiter, Duration limit, ErrorCode late) {
        if (isCircle(session, holders)) {
            throw DmException.of(ErrorCode.DEADLOCK);
        }
        entries.add(new Entry(session, holders, waiter, limit, late));
    }

    private boolean isCircle(S session, Set<S> holders) {
        Set<S> reached = new HashSet<>(holders);
        List<S> toVisit = new ArrayList<>(holders);
        while (!toVisit.isEmpty()) {
            S one = toVisit.remove(toVisit.size() - 1);
            if (one.equals(session)) {
                return true;
            }
            for (Entry entry : entries) {
                // One that has been woken waits for nobody until it has tried again.
                if (!entry.woken && entry.session.equals(one)) {
                    entry.holders.stream().filter(reached::add).forEach(toVisit::add);
                }
            }
        }
        return false;
    }

    /** {@code session} has given up locks: those who wait for it try again, in the order they came, in a moment. */
    public void released(S session) {
        for (Entry entry : entries) {
            if (!entry.woken && entry.holders.contains(session)) {
                entry.woken = true;
                time.schedule(Duration.ZERO, () -> wake(entry));
            }
        }
    }

    private void wake(Entry entry) {
        if (entries.remove(entry)) {
            entry.timer.cancel();
            entry.waiter.retry();
        }
    }

    /** Ends the wait of a session, if it waits. */
    public boolean fail(S session, DmException error) {
        for (Entry entry : List.copyOf(entries)) {
            if (entry.session.equals(session)) {
                entry.fail(error);
                return true;
            }
        }
        return false;
    }

    /** Forgets a session that is gone; its waiter hears nothing more. */
    public void forget(S session) {
        entries.removeIf(entry -> {
            boolean its = entry.session.equals(session);
            if (its) {
                entry.timer.cancel();
            }
            return its;
        });
    }

    public boolean waits(S session) {
        return entries.stream().anyMatch(entry -> entry.session.equals(session));
    }
}
