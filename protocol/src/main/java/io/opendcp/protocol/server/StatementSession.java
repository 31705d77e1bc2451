package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.Allocate;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.ControlBlock;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteDirect;
import io.opendcp.protocol.message.ExecuteView;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.GetLobs;
import io.opendcp.protocol.message.LobLength;
import io.opendcp.protocol.message.LobView;
import io.opendcp.protocol.message.MoreResults;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.PutData;
import io.opendcp.protocol.message.PutData2;
import io.opendcp.protocol.message.PutData2Reply;
import io.opendcp.protocol.message.ReadLob;
import io.opendcp.protocol.message.SetCursorName;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.message.TruncateLob;
import io.opendcp.protocol.message.WriteLob;
import io.opendcp.protocol.type.WireFormat;
import org.jspecify.annotations.Nullable;

/**
 * The statement half of a server's session: request frames become calls on a {@link SqlSession}, and what it answers
 * becomes reply frames. Requests and replies alternate strictly; a request before the last one's reply ends the connection.
 * Confined to its event loop. Source: {@code docs/protocol/statements.md}.
 */
public final class StatementSession implements FrameSession {
    private static final int LEAST_ISOLATION = -1;
    private static final int GREATEST_ISOLATION = 3;

    private final SqlSession sql;
    private final WireFormat format;
    private final Replies replies;
    private final StatementLimits limits;
    private final Defects defects;
    private final Statements statements;
    private final StreamedValues streamed;
    private final SessionLobs lobs;
    private final LobDesk desk;
    private final Executions executions;
    /** What the last request that runs SQL said; writes to LOBs say nothing. */
    private boolean autoCommit = true;

    private @Nullable Exchange exchange;
    private boolean ended;

    /** Takes ownership of {@code sql}: it is closed with the connection. */
    public StatementSession(
            SqlSession sql, WireFormat format, Replies replies, StatementLimits limits, Defects defects) {
        this.sql = sql;
        this.format = format;
        this.replies = replies;
        this.limits = limits;
        this.defects = defects;
        this.statements = new Statements(limits);
        this.streamed = new StreamedValues(limits.streamedBytes());
        this.lobs = new SessionLobs(limits.lobBytes());
        OutOfRow outOfRow = new OutOfRow(lobs, limits.inRowBytes(), format);
        this.desk = new LobDesk(sql, lobs, outOfRow, format);
        LobCopies copies = new LobCopies(desk, limits.streamedBytes());
        this.executions = new Executions(sql, format, statements, streamed, copies, outOfRow, lobs);
    }

    @Override
    public void onFrame(Frame frame) {
        try {
            if (ended) {
                return;
            }
            if (exchange != null && !exchange.over()) {
                exchange.abandon();
                end();
                return;
            }
            exchange = new Exchange(frame, sql, format, replies, defects);
            answer(frame, exchange);
        } finally {
            frame.release();
        }
    }

    @Override
    public void onClosed() {
        ended = true;
        if (exchange != null) {
            exchange.abandon();
        }
        statements.clear();
        lobs.clear();
        desk.forgetLast();
        try {
            sql.close();
        } catch (RuntimeException e) {
            defects.onDefect(e);
        }
    }

    private void answer(Frame frame, Exchange request) {
        try {
            if (Header.compressed(frame.content())) {
                throw new ProtocolException("compressed body, which was not agreed on");
            }
            dispatch(frame, request);
        } catch (ProtocolException e) {
            request.refuse(DmException.of(ErrorCode.BAD_MESSAGE, String.valueOf(e.getMessage())));
        } catch (DmException e) {
            request.refuse(e);
        } catch (RuntimeException e) {
            request.defect(e);
        }
    }

    private void dispatch(Frame frame, Exchange request) {
        if (!LobView.about(frame.command())) {
            desk.forgetLast();
        }
        switch (frame.command()) {
            case ALLOCATE_STATEMENT -> allocate(Allocate.decode(frame), request);
            case FREE_STATEMENT -> free(request);
            case PREPARE -> {
                autoCommit = PrepareView.autoCommit(frame.content());
                executions.prepare(Prepare.decode(frame, format), request);
            }
            case EXECUTE, EXECUTE2 -> {
                autoCommit = ExecuteView.autoCommit(frame.content());
                executions.execute(Execute.decode(frame, limits.batchRows(), format), request);
            }
            case EXECUTE_DIRECT -> {
                autoCommit = ExecuteView.autoCommit(frame.content());
                executions.executeDirect(ExecuteDirect.decode(frame, limits.batchRows(), format), request);
            }
            case PRE_EXECUTE -> executions.preExecute(PreExecute.decode(frame, format), request);
            case FETCH -> executions.fetch(Fetch.decode(frame), request);
            case MORE_RESULTS -> executions.moreResults(MoreResults.decode(frame), request);
            case CLOSE_STATEMENT -> {
                statements.endResults(request.handle());
                done(request);
            }
            case SET_CURSOR_NAME -> nameCursor(SetCursorName.decode(frame, format), request);
            case PUT_DATA -> {
                PutData piece = PutData.decode(frame);
                statements.known(piece.handle());
                streamed.add(piece);
                done(request);
            }
            case PUT_DATA2 -> {
                PutData2 piece = PutData2.decode(frame);
                statements.known(piece.handle());
                ControlBlock block = streamed.add(piece);
                request.reply(out -> new PutData2Reply(piece.handle(), block).encode(out));
            }
            case GET_LOBS -> desk.several(GetLobs.decode(frame), request);
            case LOB_LENGTH -> desk.length(LobLength.decode(frame, format), request);
            case WRITE_LOB -> desk.write(WriteLob.decode(frame, format), autoCommit, request);
            case TRUNCATE_LOB -> desk.truncate(TruncateLob.decode(frame, format), autoCommit, request);
            case READ_LOB -> desk.read(ReadLob.decode(frame, format), request);
            case COMMIT -> sql.commit(request.completion(outcome -> done(request)));
            case ROLLBACK -> sql.rollback(request.completion(outcome -> done(request)));
            case SET_ISOLATION -> isolation(SetIsolation.decode(frame), request);
            case LOGOUT -> {
                done(request);
                end();
            }
            case LOGIN,
                    GET_DATA,
                    EXPLAIN,
                    FAST_INSERT_CHECK,
                    CHANGE_PASSWORD,
                    LOAD_TABLE_INFO,
                    LOAD_INSERT,
                    LOAD_FINISH,
                    XA,
                    LOAD_LOB,
                    TABLE_TIMESTAMPS,
                    LOAD_SETUP,
                    TABLE_DISTRIBUTION,
                    LOAD_SEQUENCE,
                    LOG_START,
                    LOG_STOP,
                    LOG_GET,
                    LOG_GET_FROM,
                    STARTUP,
                    INTERIM,
                    UNRECOGNISED ->
                throw DmException.of(ErrorCode.UNKNOWN_COMMAND, Header.commandCode(frame.content()));
        }
    }

    private void allocate(Allocate wanted, Exchange request) {
        OpenStatement statement = statements.allocate(wanted.baseNames());
        request.reply(out -> new AllocateReply(statement.handle(), statement.baseNames()).encode(out));
    }

    /** Harmless for any handle: drivers free one twice, and free what was never used. */
    private void free(Exchange request) {
        statements.free(request.handle());
        streamed.forget(request.handle());
        lobs.forget(request.handle());
        done(request);
    }

    /** Taken and not kept: no cursor here can be named in SQL, which is where a client would be told. */
    private void nameCursor(SetCursorName name, Exchange request) {
        statements.known(name.handle());
        done(request);
    }

    private void isolation(SetIsolation wanted, Exchange request) {
        if (wanted.level() < LEAST_ISOLATION || wanted.level() > GREATEST_ISOLATION) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, wanted.level());
        }
        sql.isolation(wanted.level());
        done(request);
    }

    private void done(Exchange request) {
        request.reply(out -> new EmptyReply(request.command(), request.handle(), 0).encode(out));
    }

    private void end() {
        ended = true;
        replies.end();
    }
}
