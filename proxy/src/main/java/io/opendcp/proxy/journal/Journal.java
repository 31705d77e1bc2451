package io.opendcp.proxy.journal;

import java.util.List;

/**
 * Told what a DCP does, in order, on its event loop; and asked, at named points, whether the rare shall happen there now.
 * Connections to EPs are named by EP number and the session's id there, client sessions by their ids. Nothing that is told has
 * a time, an address or a text: a listener adds what it knows of these.
 */
public interface Journal {
    /** Listens to nothing: what production has. */
    Journal NONE = new Journal() {};

    /**
     * A text was routed.
     *
     * @param epno {@code Guide.ANY} for any EP
     * @param reason a {@code RouteReason}
     */
    default void routed(int epno, String reason) {}

    /** A connection came into the pool. */
    default void opened(int epno, long epSession) {}

    /** A session wants a connection to {@code epno} that cannot be had now: it stands in line. */
    default void waits(long session, int epno) {}

    /** It is the turn of a session that stood in line, and nobody who could be served was before it. */
    default void turn(long session) {}

    /** A session gets no connection: it gave up, waited too long, or none could be made. */
    default void left(long session) {}

    default void lent(long session, int epno, long epSession) {}

    /** A connection came back, or was put in, and may be lent. */
    default void free(int epno, long epSession) {}

    /** A free connection has to make room; it is closed next. */
    default void evicted(int epno, long epSession) {}

    /** A connection left the pool, for whatever reason. */
    default void closed(int epno, long epSession) {}

    /** A session's transaction is over. */
    default void transactionEnded(long session, int epno) {}

    /** A session was told an error that is the DCP's own, or was rewritten by it. */
    default void refused(long session, int code) {}

    /** The cluster configuration was learned. */
    default void refreshed(List<Integer> epnos) {}

    default void refreshFailed(int code) {}

    /** Whether what the point is named after shall happen now. */
    default boolean shall(Point point) {
        return false;
    }

    /** Something went wrong inside, by our fault. */
    default void defect(Throwable defect) {}
}
