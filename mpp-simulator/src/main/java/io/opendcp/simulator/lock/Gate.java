package io.opendcp.simulator.lock;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps statements from seeing a part of a commit. A commit is inside from the first EP that applies it to the last; a
 * statement that looks at two or more of its EPs waits outside. Statements pass in a moment and are never inside, so
 * nobody waits for a lock in here. Who came first goes first: a commit does not enter past a statement that waits for
 * another commit on the same EPs.
 *
 * @param <C> a commit
 * @param <S> who runs statements
 */
public final class Gate<C, S> {
    /** Either a commit, which goes in, or a statement, which tries again. */
    private final class Entry {
        private final @Nullable C commit;
        private final @Nullable S session;
        private final Set<Integer> eps;
        private final LockQueue.Waiter waiter;
        private Time.@Nullable Timer timer;
        private boolean woken;

        Entry(@Nullable C commit, @Nullable S session, Set<Integer> eps, LockQueue.Waiter waiter) {
            this.commit = commit;
            this.session = session;
            this.eps = Set.copyOf(eps);
            this.waiter = waiter;
        }

        private void stopTimer() {
            if (timer != null) {
                timer.cancel();
            }
        }
    }

    private final Time time;
    private final Map<C, Set<Integer>> inside = new LinkedHashMap<>();
    private final List<Entry> queue = new ArrayList<>();

    public Gate(Time time) {
        this.time = time;
    }

    /** Whether a statement may look at these EPs now. */
    public boolean isOpen(Set<Integer> eps) {
        return inside.isEmpty() || inside.values().stream().noneMatch(commit -> overlap(commit, eps));
    }

    private static boolean overlap(Set<Integer> one, Set<Integer> other) {
        int common = 0;
        for (Integer ep : one) {
            common += other.contains(ep) ? 1 : 0;
        }
        return common > 1;
    }

    /**
     * A statement waits for its turn, at most {@code limit}, after which it fails as {@code late}.
     *
     * @param eps that it looks at
     */
    public void await(S session, Set<Integer> eps, LockQueue.Waiter waiter, Duration limit, ErrorCode late) {
        Entry entry = new Entry(null, session, eps, waiter);
        entry.timer = time.schedule(limit, () -> fail(entry, DmException.of(late)));
        queue.add(entry);
    }

    /** A commit goes in when those before it have had their turn: now, or later. */
    public void enter(C commit, Set<Integer> eps, Runnable entered) {
        boolean free = queue.stream().noneMatch(before -> before.commit == null && overlap(before.eps, eps));
        if (free) {
            inside.put(commit, eps);
            entered.run();
        } else {
            queue.add(new Entry(commit, null, eps, new LockQueue.Waiter() {
                @Override
                public void retry() {
                    entered.run();
                }

                @Override
                public void failed(DmException error) {}
            }));
        }
    }

    /** A commit is being applied whose turn had been, before its coordinator was killed. */
    public void enterNow(C commit, Set<Integer> eps) {
        queue.removeIf(entry -> commit.equals(entry.commit));
        inside.put(commit, eps);
    }

    /** It is applied everywhere, or was never in. */
    public void leave(C commit) {
        queue.removeIf(entry -> commit.equals(entry.commit));
        inside.remove(commit);
        next();
    }

    /** Lets in, or wakes, whoever may. */
    private void next() {
        for (Entry ready = firstReady(); ready != null; ready = firstReady()) {
            if (ready.commit != null) {
                queue.remove(ready);
                inside.put(ready.commit, ready.eps);
                ready.waiter.retry();
            } else {
                wake(ready);
            }
        }
    }

    private @Nullable Entry firstReady() {
        List<Entry> before = new ArrayList<>();
        for (Entry entry : queue) {
            boolean ready = entry.commit != null
                    ? before.stream().noneMatch(statement -> overlap(statement.eps, entry.eps))
                    : !entry.woken && isOpen(entry.eps);
            if (ready) {
                return entry;
            }
            if (entry.commit == null) {
                before.add(entry);
            }
        }
        return null;
    }

    /** It keeps its place until it has tried, or the commits behind it would go in before it. */
    private void wake(Entry entry) {
        entry.woken = true;
        time.schedule(Duration.ZERO, () -> {
            if (queue.contains(entry)) {
                entry.stopTimer();
                entry.waiter.retry();
                queue.remove(entry);
                next();
            }
        });
    }

    private void fail(Entry entry, DmException error) {
        if (queue.remove(entry)) {
            entry.stopTimer();
            entry.waiter.failed(error);
            next();
        }
    }

    /** Ends the wait of a session, if it waits. */
    public boolean fail(S session, DmException error) {
        for (Entry entry : List.copyOf(queue)) {
            if (session.equals(entry.session)) {
                fail(entry, error);
                return true;
            }
        }
        return false;
    }

    /** Forgets a session that is gone; its statement hears nothing more. */
    public void forget(S session) {
        for (Entry entry : List.copyOf(queue)) {
            if (session.equals(entry.session)) {
                queue.remove(entry);
                entry.stopTimer();
            }
        }
        next();
    }
}
