package io.opendcp.proxy.session;

/** The memory that rows read ahead take, of all sessions of a user port. Confined to one event loop. */
final class RowMemory {
    private long used;

    /** Bytes in use. */
    long used() {
        return used;
    }

    /** A session's part of it. */
    final class Share {
        private long held;

        /** Bytes that may still be taken. */
        long left(SessionLimits limits) {
            return Math.max(0, Math.min(limits.readAhead() - held, limits.readAheadTotal() - used));
        }

        /** Whether so much is free of what is there for all sessions, however much this one has. */
        boolean fits(long bytes, SessionLimits limits) {
            return bytes <= limits.readAheadTotal() - used;
        }

        void take(long bytes) {
            held += bytes;
            used += bytes;
        }

        void giveBack(long bytes) {
            take(-bytes);
        }
    }
}
