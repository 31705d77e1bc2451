package io.opendcp.proxy.session;

import java.time.Instant;

/**
 * A drain as V$DCP_DRAIN shows it.
 *
 * @param sessions that are still there
 * @param moved left after they had been told where to go, and asked for nothing more here
 * @param closedIdle closed at the deadline, no transaction open
 * @param closedInTransaction closed at the deadline, in a transaction or with a request under way
 * @param left by themselves
 * @param livePeers {@code host:port, host:port}
 */
public record DrainView(
        Stage stage,
        Instant since,
        Instant deadline,
        int sessions,
        long moved,
        long closedIdle,
        long closedInTransaction,
        long left,
        String livePeers) {
    /** How far it is. */
    public enum Stage {
        /** Sessions are left. */
        DRAINING,
        /** None are left, and none are let in. */
        DRAINED,
        /** Sessions are let in again. */
        CLEARED
    }
}
