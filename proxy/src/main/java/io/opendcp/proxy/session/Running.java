package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.cluster.Trouble;
import io.opendcp.proxy.journal.Point;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Takes a session's requests to an EP: reads what they are about, asks where that is, borrows a connection there unless
 * one is held, readies a handle on it, and sends. What becomes of them is {@link Settling}'s. Manual 3.5.
 */
final class Running implements Errand.Host {
    private static final int MOVED = ErrorCode.SWITCH_EP.code();

    private final Session session;
    private final Desk desk;
    private final Seat seat;
    private final Holding holding;
    private final Reading reading;
    private final Compiling compiling;
    private final Settling settling;
    private final OtherSessions others;
    private final PeerRequests peers;
    private final Lobs lobs;
    private final Losses losses;
    private final Aligning aligning;

    Running(Session session, Desk desk, Seat seat, Holding holding) {
        this.session = session;
        this.desk = desk;
        this.seat = seat;
        this.holding = holding;
        WireFormat format = session.client().format();
        reading = new Reading(desk, format);
        compiling = new Compiling(holding, format);
        settling = new Settling(session, desk, holding);
        others = new OtherSessions(session, desk);
        peers = new PeerRequests(session, desk, others);
        lobs = new Lobs(desk, seat, holding, this);
        losses = new Losses(session, desk, seat, holding, this::go);
        aligning = new Aligning(format);
    }

    Lobs lobs() {
        return lobs;
    }

    /** A text, or the execution of a prepared one. */
    void begin(Errand errand, ClientStatement statement) {
        reading.read(errand, statement);
        lobs.copies(errand, reading.binds(errand));
        letLobsGo(errand, statement);
        switch (errand.facts.kind()) {
            case MANAGEMENT -> peers.call(errand);
            case CANCEL, CLOSE_SESSION -> {
                if (Fate.compiles(errand)) {
                    go(errand);
                } else {
                    others.call(errand, reading.binds(errand));
                }
            }
            case ORDINARY, SETTING, READ_ONLY, SESSION_CHANGE -> {
                if (!session.sendAway(errand)) {
                    unlessPaused(errand, () -> go(errand));
                }
            }
        }
    }

    /** A statement that runs again, or gets another text, has no LOBs of its last run any more; unless it copies one of them. */
    private void letLobsGo(Errand errand, ClientStatement statement) {
        if (statement.lobs() && !Fate.ofLoan(errand)) {
            statement.lobs(false);
            holding.release();
        }
    }

    private void go(Errand errand) {
        Backend held = seat.backend();
        LobMark lob = errand.lob;
        if (held != null) {
            ready(errand, held);
        } else if (lob != null) {
            take(errand, lob::epno);
        } else if (Fate.compiles(errand) || errand.sql.isEmpty()) {
            take(errand, this::anyEp);
        } else {
            String schema = errand.schema(holding.settings().schema());
            desk.guide()
                    .route(
                            errand.sql,
                            reading.binds(errand),
                            schema,
                            epno -> session.later(() -> {
                                if (desk.journal().shall(Point.REFRESH_AFTER_ROUTE)) {
                                    desk.onBackendLost(epno);
                                }
                                take(errand, () -> desk.epOrAny(epno, holding.lastEpno()));
                            }));
        }
    }

    private void unlessPaused(Errand errand, Runnable then) {
        if (!desk.pause().stops(session)) {
            then.run();
            return;
        }
        seat.await(
                waiter -> desk.pause().enter(session, errand.size(), waiter),
                () -> session.later(() -> {
                    if (!errand.over()) {
                        then.run();
                    }
                }),
                error -> session.later(() -> session.fail(errand, error)));
    }

    private int anyEp() {
        return desk.anyEp(holding.lastEpno());
    }

    private void take(Errand errand, IntSupplier where) {
        if (errand.over() || errand.timedOut) {
            return; // the client left, or was answered, while the table was being looked up
        }
        if (errand.cancelled) {
            session.fail(errand, DmException.of(ErrorCode.CANCELLED));
            return;
        }
        seat.take(
                errand,
                where,
                holding.settings(),
                backend -> session.later(() -> ready(errand, backend)),
                error -> session.later(() -> notLent(errand, error, where)));
    }

    private void notLent(Errand errand, DmException error, IntSupplier where) {
        if (errand.timedOut) {
            desk.onBackendLost(errand.lostOn);
            session.fail(errand, DmException.of(ErrorCode.TIMEOUT));
        } else if (error.code() == ErrorCode.WRONG_PASSWORD.code()) {
            desk.onPasswordRefused(session.client());
            session.failAndEnd(errand, error);
        } else if (error.code() == ErrorCode.CONNECTION_LOST.code() && !errand.over()) {
            losses.unsent(errand, () -> take(errand, where)); // it broke before the request was sent
        } else {
            session.fail(errand, error);
        }
    }

    private void ready(Errand errand, Backend backend) {
        ClientStatement statement = errand.statement;
        if (statement == null && Fate.writesLob(errand) && !holding.transactionOpen()) {
            begins(errand, backend);
            return;
        }
        if (statement == null) {
            errand.send(backend, 0);
            return;
        }
        Compiling.Told told = new Compiling.Told() {
            @Override
            public void ready(EpStatement ep) {
                if (errand.cancelled) {
                    session.fail(errand, DmException.of(ErrorCode.CANCELLED));
                } else if (!errand.over()) {
                    errand.send(backend, ep.handle());
                }
            }

            @Override
            public void failed(DmException error) {
                if (Trouble.refuses(error.code())) {
                    losses.onRefused(errand, error);
                } else if (error.code() != MOVED || !move(errand, error.message(Language.ENGLISH))) {
                    session.fail(errand, error);
                }
            }

            @Override
            public void lost() {
                onLost(errand, false);
            }
        };
        Prepared prepared = statement.prepared();
        boolean text = errand.command() == Command.PREPARE || errand.command() == Command.EXECUTE_DIRECT;
        if (text || prepared == null) {
            compiling.forText(backend, statement, Fate.compiles(errand) ? settling.key(errand) : null, told);
        } else {
            compiling.forExecution(backend, statement, prepared, errand.autoCommit, told);
        }
    }

    /** A change of a LOB does not say whether it is to be committed at once: as with the statement before it, be that on another EP. */
    private void begins(Errand errand, Backend backend) {
        aligning.autoCommit(backend, errand.autoCommit, () -> errand.send(backend, 0), error -> {
            if (backend.lost()) {
                onLost(errand, false);
            } else {
                session.fail(errand, error);
            }
        });
    }

    /** On the connection that is held, or else on one to the EP of its LOB, or to any. */
    void anywhere(Errand errand) {
        unlessPaused(errand, () -> anywhereNow(errand));
    }

    private void anywhereNow(Errand errand) {
        Backend held = seat.backend();
        LobMark lob = errand.lob;
        if (held != null) {
            ready(errand, held);
        } else {
            take(errand, lob == null ? this::anyEp : lob::epno);
        }
    }

    /** On another connection than the one that is held, which is given back after the answer. */
    void beside(Errand errand, int epno) {
        errand.beside = true;
        session.seat(errand)
                .take(
                        errand,
                        () -> epno,
                        holding.settings(),
                        backend -> session.later(() -> errand.send(backend, 0)),
                        error -> session.later(() -> session.fail(errand, error)));
    }

    @Override
    public void onArrived() {
        session.timeLimit().anew();
    }

    @Override
    public boolean onReplyBegins(Errand errand, ReplyHead head, Frame frame) {
        if (Trouble.refuses(head.code()) && frame.whole()) {
            DmException refusal = DmException.relayed(head.code(), settling.message(frame));
            frame.release();
            losses.onRefused(errand, refusal);
            return false;
        }
        if (errand.timedOut && head.failed() && frame.whole()) {
            settling.onReplyBegins(errand, head, frame);
            settling.onReply(errand, head);
            frame.release();
            boolean ran = Fate.runs(errand) && !Fate.compiles(errand);
            session.fail(
                    errand,
                    DmException.of(ErrorCode.TIMEOUT),
                    ran ? TransactionStatus.of(head.status()) : holding.status());
            return false;
        }
        if (head.code() != MOVED) {
            settling.onReplyBegins(errand, head, frame);
            return true;
        }
        String where = frame.whole() ? settling.message(frame) : "";
        boolean running = Fate.runs(errand) && !Fate.compiles(errand) && TransactionStatus.isOpen(head.status());
        if (running || !move(errand, where)) {
            settling.onReply(errand, head);
            session.fail(errand, DmException.of(ErrorCode.NOT_MOVED));
        }
        frame.release();
        return false;
    }

    /** The EP says that another one has the data: go there, once, if nothing ties. Returns whether it is being done. */
    private boolean move(Errand errand, String where) {
        Integer epno = desk.epNamed(where);
        if (epno == null
                || errand.moved
                || errand.lob != null
                || holding.transactionOpen()
                || !Fate.runs(errand)
                || !holding.release()
                || !errand.again()) {
            return false;
        }
        errand.moved = true;
        desk.counters().moved();
        take(errand, () -> desk.epOrAny(epno, holding.lastEpno()));
        return true;
    }

    @Override
    public void onDone(Errand errand, @Nullable ReplyHead head) {
        if (head != null) {
            settling.onReply(errand, head);
        }
        if (errand.beside && session.seat(errand).backend() != null) {
            session.seat(errand).giveBack();
        }
        session.onDone();
    }

    @Override
    public void onLost(Errand errand, boolean begun) {
        losses.onLost(errand, begun, null);
    }
}
