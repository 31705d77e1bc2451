package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Rollback;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.ReplyTaker;

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
        Backend backend = victim == null ? null : victim.backend();
        if (victim != null && backend == null) {
            victim.cancelled = true; // on its way to being sent
            backend = session.readAhead().underWay() ? seat.backend() : null; // for whose answer it waits
        }
        if (backend != null) {
            cancel(backend, done);
            return;
        }
        seat.stopWaiting(DmException.of(ErrorCode.CANCELLED));
        done.run();
    }

    private void cancel(Backend backend, Runnable done) {
        interlude.begin();
        desk.cancelOnEp(backend.epno(), backend.epSessionId(), () -> {
            over();
            done.run();
        });
    }

    /** The EP has not answered in time: it is to stop, as if somebody had cancelled. */
    void stop() {
        Errand late = session.errand();
        Backend backend = seat.backend();
        if (late != null && backend != null) {
            late.timedOut = true;
            cancel(backend, () -> {});
        }
    }

    /** Nor has it stopped: the connection is closed. */
    void giveUp() {
        Backend backend = seat.backend();
        if (backend != null) {
            backend.close();
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
