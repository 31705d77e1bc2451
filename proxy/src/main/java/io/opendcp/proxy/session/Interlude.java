package io.opendcp.proxy.session;

import org.jspecify.annotations.Nullable;

/**
 * What the DCP itself has asked an EP for: to cancel or roll back what a session does there, or for rows. Until the EP has
 * answered, the connection is nobody else's, and the client's next request waits: else a cancel that comes late would hit that one.
 */
final class Interlude {
    private int open;
    private @Nullable Runnable next;

    /** Whether an answer is owed. */
    boolean open() {
        return open > 0;
    }

    /** Whether the client waits. */
    boolean waits() {
        return next != null;
    }

    void begin() {
        open++;
    }

    /** What the client wants, when all is answered. */
    void next(Runnable request) {
        next = request;
    }

    /** What the client wanted has been answered otherwise. */
    void nothingNext() {
        next = null;
    }

    /** One has been answered. Returns what has waited for the last of them, if there was something. */
    @Nullable
    Runnable end() {
        open--;
        if (open > 0) {
            return null;
        }
        Runnable waited = next;
        next = null;
        return waited;
    }
}
