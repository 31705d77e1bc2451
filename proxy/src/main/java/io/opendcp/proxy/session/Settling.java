package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.ExecuteView;
import io.opendcp.protocol.message.LobColumns;
import io.opendcp.protocol.message.LobScan;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.pool.Backend;
import io.opendcp.proxy.pool.EpStatements.EpStatement;
import io.opendcp.proxy.pool.Settings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Draws the conclusions from replies: transaction, cursors, settings, what is compiled, what DDL has changed. */
final class Settling {
    private static final int SET_DATABASE = 152;
    /** Session formats of dates and times. */
    private static final int FIRST_FORMAT = 251;

    private static final int DATE_LANGUAGE = 256;

    private final Session session;
    private final Desk desk;
    private final Holding holding;
    private final WireFormat format;

    Settling(Session session, Desk desk, Holding holding) {
        this.session = session;
        this.desk = desk;
        this.holding = holding;
        format = session.client().format();
    }

    /** What tells the text of a PREPARE from others on a connection. */
    Prepared.Key key(Errand errand) {
        ByteBuf frame = errand.frame();
        long flags = (long) Header.u8(frame, 23) << 32 | Header.i32(frame, 24); // forward-only, type checks
        return new Prepared.Key(errand.sql, holding.settings().schema(), flags);
    }

    String message(Frame frame) {
        return ErrorReply.decode(frame, ErrorReply.Layout.OTHER, format).message();
    }

    /** The reply is about to be passed on: what must be read from it is read now. */
    void onReplyBegins(Errand errand, ReplyHead head, Frame frame) {
        ByteBuf bytes = frame.content();
        switch (errand.command()) {
            case FETCH ->
                errand.leavesCursor =
                        scrolls(errand) || ReplyView.fetchLeavesCursor(bytes, Header.i64(errand.frame(), 20));
            case MORE_RESULTS -> errand.leavesCursor = !head.failed() && head.code() != EmptyReply.NO_MORE_RESULTS;
            default -> errand.leavesCursor = head.leavesCursor();
        }
        if (!head.failed()) {
            mark(errand, frame);
        }
        errand.rows = rowsLeft(errand, head, frame);
        if (!head.failed() && executes(errand)) {
            boolean told = frame.whole() && learn(StatementType.of(head.type()), frame);
            errand.untold = !told && (errand.facts.kind() == TextFacts.Kind.SETTING || changesSession(head.type()));
        }
    }

    /** LOBs get the ids that clients are told. */
    private void mark(Errand errand, Frame frame) {
        Backend backend = errand.backend();
        ByteBuf bytes = frame.content();
        ClientStatement statement = errand.statement;
        LobMark lob = errand.lob;
        if (Fate.writesLob(errand) && lob != null && frame.whole()) {
            LobMarking.written(errand.command(), bytes, lob, holding.lobNumbers(), format);
        }
        if (statement == null || backend == null) {
            return;
        }
        LobMarking marking = new LobMarking(statement, holding, backend.epno(), format);
        boolean baseNames = desk.baseNames();
        LobColumns known = statement.lobColumns();
        if (executes(errand)) {
            errand.scan = LobScan.executed(bytes, errand.outs, known, baseNames, format, marking);
        } else {
            switch (errand.command()) {
                case PREPARE -> errand.scan = LobScan.prepared(bytes, baseNames, format);
                case MORE_RESULTS ->
                    errand.scan = LobScan.executed(bytes, LobColumns.NONE, LobColumns.NONE, baseNames, format, marking);
                case FETCH -> errand.scan = known.any() ? LobScan.fetched(bytes, known, format, marking) : null;
                default -> {}
            }
        }
    }

    /** What a reply leaves of a SELECT's rows, where they can be read on without the client; null if they cannot, or there are none. */
    private @Nullable RowsLeft rowsLeft(Errand errand, ReplyHead head, Frame frame) {
        ByteBuf bytes = frame.content();
        ClientStatement statement = errand.statement;
        RowsLeft before = statement == null ? null : statement.rows();
        if (errand.command() == Command.FETCH && before != null) {
            before.passedOn(bytes, Header.i64(errand.frame(), 20));
            return before;
        }
        int rows = ReplyView.executeRows(bytes);
        boolean readable = executes(errand)
                && head.leavesCursor()
                && StatementType.of(head.type()) == StatementType.SELECT
                && forwardOnly(errand)
                && !ReplyView.executeUpdatable(bytes)
                && Header.bodyLength(bytes) <= (long) Math.max(1, rows) * RowsLeft.LONGEST_ROW;
        return readable ? new RowsLeft(session.readAhead().memory(), rows) : null;
    }

    /** Types of statements that change what a session expects of an EP, in ways that are not carried. */
    private static boolean changesSession(int type) {
        return type == SET_DATABASE || type >= FIRST_FORMAT && type <= DATE_LANGUAGE;
    }

    private static boolean scrolls(Errand errand) {
        return errand.statement != null && errand.statement.scrolls();
    }

    private static boolean executes(Errand errand) {
        return switch (errand.command()) {
            case PREPARE -> PrepareView.direct(errand.frame());
            case EXECUTE, EXECUTE2, EXECUTE_DIRECT -> true;
            default -> false;
        };
    }

    /** Returns whether the reply tells a setting that is carried. */
    private boolean learn(StatementType type, Frame frame) {
        Settings settings = holding.settings();
        switch (type) {
            case SET_SCHEMA -> {
                ExecuteReply reply = ExecuteReply.decode(frame, ReplyContext.plain(desk.baseNames()), format);
                holding.settings(settings.withSchema(reply.outcome().detail()));
            }
            case SET_TIME_ZONE -> holding.settings(settings.withTimeZone(number(frame)));
            case SET_SESSION_TRANSACTION -> holding.settings(settings.withIsolation(number(frame)));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** The i16 behind the print text. */
    private static int number(Frame frame) {
        ByteBuf body = frame.body();
        return body.getShortLE(body.readerIndex() + Math.max(0, Header.i32(frame.content(), 39)));
    }

    /** The reply has been passed on. */
    void onReply(Errand errand, ReplyHead head) {
        ClientStatement statement = errand.statement;
        Command command = errand.command();
        if (statement != null && errand.scan != null) {
            statement.lobColumns(errand.scan.columns());
        }
        if (executes(errand)) {
            executed(errand, head);
        } else if (command == Command.PREPARE) {
            compiled(errand, head);
        } else if (command == Command.FETCH || command == Command.MORE_RESULTS) {
            cursor(errand);
        } else if (command == Command.CLOSE_STATEMENT && statement != null && statement.ep() != null) {
            Objects.requireNonNull(statement.ep()).cursorOpen(false);
            statement.rows(null);
        } else if (command == Command.FREE_STATEMENT && statement != null) {
            session.onFreed(statement);
        } else if (command == Command.PRE_EXECUTE && statement != null) {
            statement.streaming(!head.failed());
        } else if (command == Command.SET_CURSOR_NAME && statement != null) {
            named(statement);
        } else if ((command == Command.COMMIT || command == Command.ROLLBACK) && !head.failed()) {
            holding.onEnded();
        } else if (Fate.writesLob(errand)) {
            TransactionStatus now = errand.autoCommit ? TransactionStatus.COMMITTED : TransactionStatus.OPEN;
            holding.onExecuted(true, errand.autoCommit, head.failed(), now.code());
        } else if (command == Command.SET_ISOLATION && !head.failed()) {
            int level = SetIsolation.decode(new Frame(errand.frame())).level();
            holding.settings(holding.settings().withIsolation(level < 0 ? 1 : level));
        }
    }

    private void named(ClientStatement statement) {
        Backend backend = holding.backend();
        statement.named(true);
        if (backend != null) {
            backend.keep();
        }
    }

    private void executed(Errand errand, ReplyHead head) {
        ClientStatement statement = Objects.requireNonNull(errand.statement, "what ran has a handle");
        Backend backend = holding.backend();
        statement.streaming(false);
        statement.rowsGone(null);
        statement.scrolls(!forwardOnly(errand));
        statement.shows(!head.failed() && errand.autoCommit && StatementType.of(head.type()) == StatementType.SELECT);
        if (errand.command() == Command.EXECUTE_DIRECT || errand.command() == Command.PREPARE) {
            statement.prepared(null);
        }
        cursor(errand);
        TextFacts.Kind kind = errand.facts.kind();
        boolean begins = kind == TextFacts.Kind.ORDINARY || kind == TextFacts.Kind.SESSION_CHANGE;
        holding.onExecuted(begins, errand.autoCommit, head.failed(), head.status());
        if (backend != null && (kind == TextFacts.Kind.SESSION_CHANGE || errand.untold)) {
            backend.keep(); // also after an error: a block may have got as far as its setting
        }
        traces(errand, head, backend);
        if (head.failed()) {
            return;
        }
        if (kind == TextFacts.Kind.READ_ONLY) {
            holding.settings(holding.settings().withReadOnly(errand.facts.argument() == 1));
        }
        if (StatementType.defines(head.type())) {
            desk.guide().onDdl(errand.sql, errand.schema(holding.settings().schema()));
            desk.pool().backends().forEach(each -> each.statements().forgetTexts());
        }
    }

    /** What is left behind on the EP beyond the reply; rows that are gone are so for good only once no transaction can bring them back. */
    private void traces(Errand errand, ReplyHead head, @Nullable Backend backend) {
        TextFacts.Traces traces = errand.facts.traces();
        String emptied = traces.empties();
        if (backend != null) {
            backend.fills(traces.tables());
            String schema = errand.schema(holding.settings().schema());
            boolean there = traces.current() == null || traces.current().equals(schema);
            if (emptied != null && there && !head.failed() && !holding.transactionOpen()) {
                backend.empties(emptied);
            }
        }
        if (!head.failed() && (traces.locks() || head.type() == StatementType.LOCK_TABLE.code())) {
            holding.onLocked();
        }
    }

    private static boolean forwardOnly(Errand errand) {
        return errand.command() == Command.PREPARE
                ? PrepareView.forwardOnly(errand.frame())
                : ExecuteView.forwardOnly(errand.frame());
    }

    private void cursor(Errand errand) {
        EpStatement ep = errand.statement == null ? null : errand.statement.ep();
        if (ep != null) {
            ep.cursorOpen(errand.leavesCursor);
        }
        if (errand.statement != null) {
            errand.statement.rows(errand.rows);
        }
    }

    private void compiled(Errand errand, ReplyHead head) {
        ClientStatement statement = Objects.requireNonNull(errand.statement, "what is compiled has a handle");
        EpStatement ep = statement.ep();
        statement.streaming(false);
        statement.rows(null);
        statement.rowsGone(null);
        if (ep != null) {
            ep.cursorOpen(false);
        }
        holding.onCompiled(head.compiledStatus());
        if (head.failed()) {
            statement.prepared(null);
            if (ep != null) {
                ep.compiled(null);
            }
            return;
        }
        Prepared.Key key = key(errand);
        statement.prepared(new Prepared(key, errand.facts, new Prepared.Bytes(ByteBufUtil.getBytes(errand.frame()))));
        if (ep != null) {
            ep.compiled(key);
        }
    }
}
