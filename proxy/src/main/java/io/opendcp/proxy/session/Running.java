package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.ExecuteView;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import org.jspecify.annotations.Nullable;

/**
 * Takes a session's requests to an EP: reads what they are about, asks where that is, borrows a connection there unless
 * one is held, readies a handle on it, and sends. What becomes of them is {@link Settling}'s. Manual 3.5.
 */
final class Running implements Errand.Host {
    private static final int MOVED = ErrorCode.SWITCH_EP.code();
    private static final int ROOM = 32_640;

    private final Session session;
    private final Desk desk;
    private final Seat seat;
    private final Holding holding;
    private final Compiling compiling;
    private final Settling settling;
    private final WireFormat format;

    Running(Session session, Desk desk, Seat seat, Holding holding) {
        this.session = session;
        this.desk = desk;
        this.seat = seat;
        this.holding = holding;
        format = session.client().format();
        compiling = new Compiling(holding, format);
        settling = new Settling(session, desk, holding);
    }

    /** A text, or the execution of a prepared one. */
    void begin(Errand errand, ClientStatement statement) {
        errand.statement = statement;
        ByteBuf frame = errand.frame();
        boolean prepare = errand.command() == Command.PREPARE;
        errand.autoCommit = prepare ? PrepareView.autoCommit(frame) : ExecuteView.autoCommit(frame);
        if (prepare || errand.command() == Command.EXECUTE_DIRECT) {
            errand.sql = text(errand);
            errand.facts = desk.guide().facts(errand.sql);
        } else {
            Prepared prepared = statement.prepared();
            if (prepared == null) {
                throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(errand.handle()));
            }
            errand.sql = prepared.sql();
            errand.facts = prepared.facts();
        }
        switch (errand.facts.kind()) {
            case MANAGEMENT -> throw DmException.of(ErrorCode.NOT_THROUGH_DCP, "SP_DCP_*, SYSDCP*, V$DCP*");
            case CANCEL, CLOSE_SESSION -> {
                if (compileOnly(errand)) {
                    go(errand);
                } else {
                    onOtherSession(errand);
                }
            }
            case ORDINARY, SETTING, READ_ONLY, SESSION_CHANGE -> go(errand);
        }
    }

    private String text(Errand errand) {
        ByteBuf frame = errand.frame();
        try {
            return errand.command() == Command.PREPARE
                    ? PrepareView.sql(frame, format)
                    : ExecuteView.sql(frame, format);
        } catch (ProtocolException e) {
            if (errand.whole()) {
                throw e;
            }
            if (compileOnly(errand)) {
                throw DmException.of(ErrorCode.LIMIT, "PREPARE", frame.readableBytes());
            }
            return ""; // longer than what is looked at: any EP can run it
        }
    }

    private static boolean compileOnly(Errand errand) {
        return errand.command() == Command.PREPARE && !PrepareView.direct(errand.frame());
    }

    private void go(Errand errand) {
        Backend held = seat.backend();
        if (held != null) {
            ready(errand, held);
        } else if (compileOnly(errand)) {
            take(errand, desk.anyEp());
        } else {
            String schema = holding.settings().schema();
            desk.guide()
                    .route(
                            errand.sql,
                            binds(errand),
                            schema,
                            epno -> take(errand, epno == Guide.ANY ? desk.anyEp() : epno));
        }
    }

    private @Nullable BindReader binds(Errand errand) {
        if (errand.command() == Command.PREPARE || ExecuteView.parameters(errand.frame()) == 0) {
            return null;
        }
        try {
            return ExecuteView.binds(errand.frame(), format);
        } catch (ProtocolException e) {
            if (errand.whole()) {
                throw e;
            }
            return null; // not all here
        }
    }

    private void take(Errand errand, int epno) {
        if (errand.over()) {
            return; // the client left while the table was being looked up
        }
        seat.take(epno, holding.settings(), backend -> ready(errand, backend), error -> notLent(errand, error));
    }

    private void notLent(Errand errand, DmException error) {
        if (error.code() == ErrorCode.WRONG_PASSWORD.code()) {
            desk.onPasswordRefused(session.client());
            session.fail(errand, error);
            session.end();
        } else {
            session.fail(errand, error);
        }
    }

    private void ready(Errand errand, Backend backend) {
        ClientStatement statement = errand.statement;
        if (statement == null) {
            errand.send(backend, 0);
            return;
        }
        Compiling.Told told = new Compiling.Told() {
            @Override
            public void ready(EpStatement ep) {
                if (!errand.over()) {
                    errand.send(backend, ep.handle());
                }
            }

            @Override
            public void failed(DmException error) {
                session.fail(errand, error);
            }

            @Override
            public void lost() {
                onLost(errand, false);
            }
        };
        Prepared prepared = statement.prepared();
        boolean text = errand.command() == Command.PREPARE || errand.command() == Command.EXECUTE_DIRECT;
        if (text || prepared == null) {
            compiling.forText(backend, statement, compileOnly(errand) ? settling.key(errand) : null, told);
        } else {
            compiling.forExecution(backend, statement, prepared, told);
        }
    }

    /** Values that are sent ahead of their execution: all of it on one connection. */
    void stream(Errand errand, ClientStatement statement) {
        errand.statement = statement;
        Prepared prepared = statement.prepared();
        if (prepared == null || errand.command() != Command.PRE_EXECUTE && !statement.streaming()) {
            throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(errand.handle()));
        }
        errand.sql = prepared.sql();
        Backend held = seat.backend();
        if (held != null) {
            ready(errand, held);
        } else {
            take(errand, desk.anyEp());
        }
    }

    /** What is asked of a cursor, where that is. */
    void onCursor(Errand errand, ClientStatement statement) {
        if (statement.ep() != null && seat.backend() != null) {
            relay(errand, statement);
            return;
        }
        if (errand.command() == Command.FETCH) {
            throw DmException.of(ErrorCode.INVALID_CURSOR_OPERATION);
        }
        int code = errand.command() == Command.MORE_RESULTS ? EmptyReply.NO_MORE_RESULTS : 0;
        errand.answer(new EmptyReply(errand.command(), errand.handle(), code)
                .encode(session.replies().allocator().buffer()));
    }

    /** Passes a request on to the connection that is held. */
    void relay(Errand errand, @Nullable ClientStatement statement) {
        errand.statement = statement;
        Backend backend = seat.backend();
        EpStatement ep = statement == null ? null : statement.ep();
        if (backend == null || statement != null && ep == null) {
            throw DmException.of(ErrorCode.INVALID_CURSOR_OPERATION);
        }
        errand.send(backend, ep == null ? 0 : ep.handle());
    }

    private void onOtherSession(Errand errand) {
        Session other = desk.session(argument(errand));
        if (other == null) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, argument(errand));
        }
        String user = session.client().kind().user();
        if (!user.equals("SYSDBA") && !user.equals(other.client().kind().user())) {
            throw DmException.of(ErrorCode.NO_EXECUTE_RIGHT, "SP_CANCEL_SESSION_OPERATION, SP_CLOSE_SESSION");
        }
        if (errand.facts.kind() == TextFacts.Kind.CLOSE_SESSION) {
            called(errand);
            other.end();
        } else {
            other.cancel(() -> called(errand));
        }
    }

    private long argument(Errand errand) {
        BindReader binds = binds(errand);
        Object bound = binds == null || binds.rows() == 0 ? null : binds.value(0, 0);
        return bound instanceof Number number ? number.longValue() : errand.facts.argument();
    }

    private void called(Errand errand) {
        if (!errand.over()) {
            Outcome outcome = Outcome.done(StatementType.CALL, holding.status());
            errand.answer(ExecuteReply.of(errand.command(), errand.handle(), 0, outcome)
                    .encode(
                            session.replies().allocator().buffer(),
                            ROOM,
                            ReplyContext.plain(desk.baseNames()),
                            format));
        }
    }

    @Override
    public boolean onReplyBegins(Errand errand, ReplyHead head, Frame frame) {
        if (head.code() == MOVED && !holding.transactionOpen() && move(errand, frame)) {
            return false;
        }
        settling.onReplyBegins(errand, head, frame);
        return true;
    }

    /** The EP says that another one has the data: go there, once. Returns whether it is being done. */
    private boolean move(Errand errand, Frame frame) {
        Integer epno = frame.whole() ? desk.epNamed(settling.message(frame)) : null;
        if (epno == null || !errand.again()) {
            return false;
        }
        frame.release();
        desk.counters().moved();
        holding.release();
        if (seat.backend() == null) {
            take(errand, epno);
        } else {
            session.fail(errand, DmException.of(ErrorCode.SWITCH_EP, epno)); // tied, so it cannot move
        }
        return true;
    }

    @Override
    public void onDone(Errand errand, @Nullable ReplyHead head) {
        if (head != null) {
            settling.onReply(errand, head);
        }
        session.onDone();
    }

    @Override
    public void onLost(Errand errand, boolean begun) {
        Backend backend = seat.backend();
        if (backend != null) {
            desk.onBackendLost(backend.epno());
        }
        boolean sent = errand.backend() != null;
        boolean open = holding.onLost();
        if (begun) {
            session.end(); // half a reply is out: nothing can be put right
            return;
        }
        if (open) {
            boolean committing = errand.command() == Command.COMMIT && sent;
            DmException error = DmException.of(committing ? ErrorCode.OUTCOME_UNKNOWN : ErrorCode.CONNECTION_LOST);
            session.fail(errand, error, TransactionStatus.ROLLED_BACK);
            return;
        }
        boolean harmless = !sent || compileOnly(errand) || errand.facts.repeatable();
        if (harmless && runs(errand) && errand.again()) {
            desk.counters().repeated();
            go(errand);
        } else if (harmless || !runs(errand)) {
            session.fail(errand, DmException.of(ErrorCode.CONNECTION_LOST));
        } else {
            session.fail(errand, DmException.of(ErrorCode.OUTCOME_UNKNOWN));
        }
    }

    private static boolean runs(Errand errand) {
        return switch (errand.command()) {
            case PREPARE, EXECUTE, EXECUTE2, EXECUTE_DIRECT -> true;
            default -> false;
        };
    }
}
