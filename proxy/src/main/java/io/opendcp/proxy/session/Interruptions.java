package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Rollback;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ReplyTaker;
import org.jspecify.annotations.Nullable;

/** What is done to a session without its client's asking: a cancel, the end of the time that a statement has, the rollback of an idle transaction. */
final class Interruptions {
    private final Session session;
    private final Desk desk;
    private final Seat seat;
    private final Holding holding;
    private final Interlude interlude;
    private boolean rollingBack;

    Interruptions(Session session, Desk desk, Seat seat, Holding holding) {
        this.session = session;
        this.desk = desk;
        this.seat = seat;
        this.holding = holding;
        interlude = holding.interlude();
    }

    /** Somebody with the right to do so wants what runs here to stop; {@code done} is run when that is settled. */
    void cancel(Runnable done) {
        Errand victim = session.errand();
        Backend backend = asked(victim);
        if (victim != null && victim.backend() == null) {
            victim.cancelled = true; // on its way to being sent
        }
        if (backend != null) {
            cancel(backend, done);
            return;
        }
        Seat its = victim == null ? seat : session.seat(victim);
        its.stopWaiting(DmException.of(ErrorCode.CANCELLED));
        done.run();
    }

    /** The connection whose answer {@code errand} waits for: its own, or that of rows that are read ahead. */
    private @Nullable Backend asked(@Nullable Errand errand) {
        Backend own = errand == null ? null : errand.backend();
        return own == null && errand != null && session.readAhead().underWay() ? seat.backend() : own;
    }

    private void cancel(Backend backend, Runnable done) {
        interlude.begin();
        desk.cancelOnEp(backend.epno(), backend.epSessionId(), () -> {
            over();
            done.run();
        });
    }

    /** A statement has not been answered in time: its EP is to stop, as if somebody had cancelled. */
    void stop() {
        Errand late = session.errand();
        Backend backend = asked(late);
        if (late != null && backend != null) {
            late.timedOut = true;
            cancel(backend, () -> {});
        } else if (late != null) {
            stopUnsent(late);
        }
    }

    /** Nor has it stopped, or it may not be stopped: the connection is closed. */
    void giveUp() {
        Errand late = session.errand();
        Backend backend = late == null ? seat.backend() : asked(late);
        if (backend != null) {
            backend.close();
        } else if (late != null) {
            stopUnsent(late);
        }
    }

    /** No EP has been sent it, nor will be. A connection on which it was being readied is in doubt. */
    private void stopUnsent(Errand late) {
        late.timedOut = true;
        DmException told = DmException.of(ErrorCode.TIMEOUT);
        Seat its = session.seat(late);
        Backend readied = its.backend();
        if (its.waits()) {
            its.stopWaiting(told);
        } else if (interlude.open()) {
            interlude.nothingNext();
            session.fail(late, told);
        } else if (readied != null) {
            readied.close();
        } else {
            session.fail(late, told); // its table is being looked up
        }
    }

    /** Whether an idle transaction is being rolled back. */
    boolean rollingBack() {
        return rollingBack;
    }

    /**
     * Ends the open transaction on its EP: by a rollback, where the connection is of use afterwards. An EP that does not answer
     * that until the time is up again loses the connection.
     */
    void rollBack() {
        Backend backend = seat.backend();
        if (backend == null || rollingBack || !backend.kept() && holding.tied()) {
            holding.onLost();
            return;
        }
        rollingBack = true;
        interlude.begin();
        backend.ask(
                new Rollback()
                        .encode(backend.allocator().buffer(), session.client().format()),
                new ReplyTaker() {
                    @Override
                    public void onReply(Frame frame) {
                        boolean failed = Header.code(frame.content()) < 0;
                        frame.release();
                        if (failed) {
                            holding.onLost();
                        } else {
                            holding.onEnded();
                        }
                        rolledBack();
                    }

                    @Override
                    public void onReplyChunk(FrameChunk chunk) {
                        chunk.release();
                        throw new IllegalStateException("the answer to a rollback came in pieces");
                    }

                    @Override
                    public void onLost() {
                        desk.onBackendLost(backend.epno());
                        holding.onLost();
                        rolledBack();
                    }
                });
    }

    private void rolledBack() {
        rollingBack = false;
        session.timeLimit().anew();
        over();
    }

    private void over() {
        Runnable waited = interlude.end();
        if (session.gone()) {
            return;
        }
        if (waited != null || !session.busy()) {
            holding.release();
        }
        if (waited != null) {
            waited.run();
        }
    }
}
