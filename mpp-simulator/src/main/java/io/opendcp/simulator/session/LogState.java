package io.opendcp.simulator.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** What the log of an instance says of commits that are not over everywhere. */
final class LogState {
    private final Map<Long, Redo> open = new HashMap<>();

    void add(Redo redo) {
        if (redo instanceof Redo.Committed its && its.commit() != Redo.AT_ONCE) {
            open.put(its.commit(), new Redo.Committed(its.commit(), List.of()));
        } else if (redo instanceof Redo.Prepared its) {
            open.put(its.commit(), its);
        } else if (redo instanceof Redo.Ended its) {
            open.remove(its.commit());
        }
    }

    boolean isCommitted(long commit) {
        return open.get(commit) instanceof Redo.Committed;
    }

    /** The record of a branch in doubt. */
    Redo.@Nullable Prepared prepared(long commit) {
        return open.get(commit) instanceof Redo.Prepared its ? its : null;
    }

    /** Commits of which nobody may ask any more are forgotten. */
    void keepOnly(LongPredicate wanted) {
        open.keySet().removeIf(commit -> !wanted.test(commit));
    }

    /** From now on it says what another one says. */
    void become(LogState other) {
        open.clear();
        open.putAll(other.open);
    }

    /** It is over everywhere; what was prepared here is forgotten with the record of its end. */
    void forget(long commit) {
        if (isCommitted(commit)) {
            open.remove(commit);
        }
    }
}
