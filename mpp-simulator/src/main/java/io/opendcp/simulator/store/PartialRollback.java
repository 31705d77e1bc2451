package io.opendcp.simulator.store;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.engine.SessionLocal;
import org.h2.mvstore.tx.Transaction;

/**
 * H2 marks a transaction that has undone a part of itself. Whoever then meets one of its locks tries again at once and for
 * ever instead of giving up, as the one who could let go runs on the same thread. Nobody here waits inside of H2, so the
 * mark is taken away. H2 offers no other way than reflection; a version that has none of these names fails at start.
 */
final class PartialRollback {
    private static final Field TRANSACTION;
    private static final Field STATE;
    private static final long MARK;

    static {
        try {
            TRANSACTION = SessionLocal.class.getDeclaredField("transaction");
            TRANSACTION.setAccessible(true);
            STATE = Transaction.class.getDeclaredField("statusAndLogId");
            STATE.setAccessible(true);
            Method compose = Transaction.class.getDeclaredMethod("composeState", int.class, long.class, boolean.class);
            compose.setAccessible(true);
            MARK = (long) compose.invoke(null, 0, 0L, true);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private PartialRollback() {}

    /** Takes the mark from the session's transaction, if it has one, though it may have changed nothing yet. */
    static void forget(SessionLocal session) {
        try {
            Object transaction = TRANSACTION.get(session); // asked for it, the session would begin one
            if (transaction != null) {
                AtomicLong state = (AtomicLong) STATE.get(transaction);
                state.updateAndGet(value -> value & ~MARK);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("H2 has changed", e);
        }
    }
}
