package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.pool.Backend;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What becomes of a request whose connection breaks or whose EP goes out of service: it is sent again, or its client is told. */
final class Losses {
    private final Session session;
    private final Desk desk;
    private final Seat seat;
    private final Holding holding;
    private final Consumer<Errand> again;

    /** @param again sends what has come to nothing to an EP once more */
    Losses(Session session, Desk desk, Seat seat, Holding holding, Consumer<Errand> again) {
        this.session = session;
        this.desk = desk;
        this.seat = seat;
        this.holding = holding;
        this.again = again;
    }

    /** A connection broke before it was used: once that may happen, then the cluster is to be looked at first. */
    void unsent(Errand errand, Runnable then) {
        desk.counters().repeated();
        if (errand.losses++ == 0) {
            then.run();
        } else {
            await(errand, DmException.of(ErrorCode.CONNECTION_LOST), then);
        }
    }

    private void await(Errand errand, DmException error, Runnable then) {
        seat.await(
                errand,
                errand.lostOn,
                error,
                () -> session.later(then),
                told -> session.later(() -> {
                    session.fail(errand, told);
                }));
    }

    /** The EP says that it is not in service: its connection is of no more use, and a transaction there is over. */
    void onRefused(Errand errand, DmException refusal) {
        Backend backend = session.seat(errand).backend();
        if (backend != null) {
            desk.room().refused(backend.epno(), backend.login().server().instance(), refusal);
        }
        onLost(errand, false, refusal);
    }

    private DmException unknown(Backend lost) {
        return DmException.of(
                ErrorCode.OUTCOME_UNKNOWN,
                lost.epno(),
                lost.login().server().instance(),
                Trouble.at(desk.time().now()));
    }

    /**
     * The connection has ended, or is of no more use.
     *
     * @param begun whether part of the reply has been passed on
     * @param refusal what the EP said before; null if it said nothing
     */
    void onLost(Errand errand, boolean begun, @Nullable DmException refusal) {
        if (errand.over()) {
            return;
        }
        if (errand.beside) {
            beside(errand, begun, refusal);
            return;
        }
        Backend backend = seat.backend();
        boolean kept = backend != null && backend.kept() || holding.streaming();
        boolean sent = errand.backend() != null;
        if (backend != null) {
            errand.lostOn = backend.epno();
            desk.onBackendLost(backend.epno());
        }
        boolean open = holding.onLost();
        boolean free = !open && !kept && Fate.free(errand);
        if (begun) {
            session.end(); // half a reply is out: nothing can be put right
        } else if (Fate.unheard(errand)) {
            if (open || kept) {
                session.oweLoss(DmException.of(ErrorCode.CONNECTION_LOST));
            }
            if (errand.command() == Command.FREE_STATEMENT && errand.statement != null) {
                session.onFreed(errand.statement);
            }
            errand.answer(new EmptyReply(errand.command(), errand.handle(), 0)
                    .encode(session.replies().allocator().buffer()));
        } else if (free && refusal != null && (!sent || Fate.plain(errand) && errand.rewind())) {
            desk.counters().repeated();
            await(errand, refusal, () -> again.accept(errand));
        } else if (free && refusal != null) {
            session.fail(errand, refusal, TransactionStatus.NONE);
        } else if (free && !sent) {
            unsent(errand, () -> again.accept(errand));
        } else if (free && Fate.harmless(errand) && errand.again()) {
            unsent(errand, () -> again.accept(errand));
        } else if (sent && Fate.mayHaveCommitted(errand, open)) {
            session.fail(errand, unknown(Objects.requireNonNull(errand.backend(), "sent")), TransactionStatus.NONE);
        } else {
            TransactionStatus status = open ? TransactionStatus.ROLLED_BACK : TransactionStatus.NONE;
            session.fail(
                    errand, DmException.of(errand.timedOut ? ErrorCode.TIMEOUT : ErrorCode.CONNECTION_LOST), status);
        }
    }

    /** The transaction is on another connection, and goes on. */
    private void beside(Errand errand, boolean begun, @Nullable DmException refusal) {
        Backend backend = session.seat(errand).backend();
        if (backend != null) {
            desk.onBackendLost(backend.epno());
        }
        session.seat(errand).drop();
        DmException lost = DmException.of(errand.timedOut ? ErrorCode.TIMEOUT : ErrorCode.CONNECTION_LOST);
        if (begun) {
            session.end();
        } else {
            session.fail(errand, refusal == null ? lost : refusal);
        }
    }
}
