package io.opendcp.simulator.store;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A statement met a row or table that another transaction holds. It is undone and waits its turn. */
public final class LockConflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** No transaction of H2 has this number. */
    public static final int UNKNOWN = -1;

    private final transient @Nullable H2Session met;
    private final int transaction;
    private final transient Set<?> holders;

    private LockConflict(@Nullable H2Session met, int transaction, Set<?> holders) {
        super("a lock is held by another transaction", null, false, false);
        this.met = met;
        this.transaction = transaction;
        this.holders = holders;
    }

    /**
     * @param met the session that met the lock
     * @param transaction H2's number of the transaction that holds it, or {@link #UNKNOWN}
     */
    static LockConflict met(H2Session met, int transaction) {
        return new LockConflict(met, transaction, Set.of());
    }

    /** A lock known to be held by these sessions. */
    public static LockConflict heldBy(Set<?> holders) {
        return new LockConflict(null, UNKNOWN, holders);
    }

    /** Those of the holders that are known from the start. */
    public <S> Set<S> holders(Class<S> type) {
        return holders.stream().map(type::cast).collect(java.util.stream.Collectors.toUnmodifiableSet());
    }

    /** Whether {@code other}, a session in any database, holds it. */
    public boolean isHeldBy(H2Session other) {
        H2Session here = met;
        return here != null
                && transaction != UNKNOWN
                && other.session().getDatabase() == here.session().getDatabase()
                && other.owns(transaction);
    }
}
