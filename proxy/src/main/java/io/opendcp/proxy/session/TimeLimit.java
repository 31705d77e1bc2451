package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How long a session may stay as it is now, and what happens when that is over. {@link Deadlines} asks; the session only puts
 * down when it last did something.
 */
final class TimeLimit {
    private static final Logger LOG = LoggerFactory.getLogger(TimeLimit.class);

    private enum Kind {
        NONE,
        /** A statement is to be answered. */
        STATEMENT,
        /** So is what may not be stopped on an EP, the end of a transaction above all. */
        COMMIT,
        /** It has been told to stop, and is to say so. */
        CANCELLED,
        /** A transaction is open, and the client is silent. */
        IDLE_IN_TRANSACTION,
        /** The client is silent, and rows that it has not fetched keep its connection or take room here. */
        RESULT_HOLD,
        /** The client is silent. */
        IDLE
    }

    private final Session session;
    private final Desk desk;
    private final Holding holding;
    private long since;

    TimeLimit(Session session, Desk desk, Holding holding) {
        this.session = session;
        this.desk = desk;
        this.holding = holding;
        anew();
    }

    /** The session has done something: what it does now has just begun. */
    void anew() {
        since = desk.time().nanos();
    }

    /**
     * Nanoseconds until its time is up, negative if it is over; {@link Deadlines#NEVER} if there is none.
     *
     * @param changed when {@code limits} began to hold
     */
    long left(SessionLimits limits, long now, long changed) {
        Duration limit = length(kind(limits), limits);
        if (limit.isZero()) {
            return Deadlines.NEVER;
        }
        long from = since - changed > 0 ? since : changed;
        return from - now + limit.toNanos();
    }

    private Kind kind(SessionLimits limits) {
        if (session.interruptions().rollingBack()) {
            return Kind.IDLE_IN_TRANSACTION; // once more: now the EP is silent
        }
        Errand under = session.errand();
        if (under != null) {
            boolean behind = session.readAhead().underWay();
            if ((!under.awaitsReply() || Fate.answeredHere(under)) && !behind) {
                return Kind.NONE;
            }
            return under.timedOut ? Kind.CANCELLED : behind || Fate.mayBeStopped(under) ? Kind.STATEMENT : Kind.COMMIT;
        }
        if (holding.interlude().open() && !session.readAhead().underWay()) {
            return Kind.NONE;
        }
        if (holding.transactionOpen()) {
            return Kind.IDLE_IN_TRANSACTION;
        }
        Duration hold = limits.resultHold();
        boolean first = limits.idle().isZero() || hold.compareTo(limits.idle()) <= 0;
        boolean rows = holding.idle() || session.rowsHere();
        return !hold.isZero() && first && rows ? Kind.RESULT_HOLD : Kind.IDLE;
    }

    private static Duration length(Kind kind, SessionLimits limits) {
        return switch (kind) {
            case NONE -> Duration.ZERO;
            case STATEMENT -> limits.statement();
            case COMMIT -> limits.commit();
            case CANCELLED -> limits.cancelling();
            case IDLE_IN_TRANSACTION -> limits.idleInTransaction();
            case RESULT_HOLD -> limits.resultHold();
            case IDLE -> limits.idle();
        };
    }

    /** The time is up. */
    void up() {
        SessionLimits limits = desk.limits();
        Kind kind = kind(limits);
        Duration limit = length(kind, limits);
        anew();
        LOG.atInfo()
                .addKeyValue("session", session.client().sessionId())
                .addKeyValue("user", session.client().kind().user())
                .addKeyValue("limit", kind)
                .addKeyValue("seconds", limit.toSeconds())
                .log("a session's time is up");
        switch (kind) {
            case NONE -> {}
            case STATEMENT -> session.interruptions().stop();
            case COMMIT, CANCELLED -> session.interruptions().giveUp();
            case IDLE_IN_TRANSACTION -> {
                session.oweLoss(DmException.of(ErrorCode.IDLE_IN_TRANSACTION, limit.toSeconds()));
                session.interruptions().rollBack();
            }
            case RESULT_HOLD -> session.dropRows(); // whoever still wants those rows gets an error
            case IDLE -> session.end();
        }
    }
}
