package io.opendcp.protocol.server;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteDirect;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.MoreResults;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.WireFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiling, running and fetching: what a {@link StatementSession} does with statement handles. */
final class Executions {
    /** A scrolling driver relies on messages filled to this many bytes, and crashes on less. */
    private static final int LEAST_ROOM = 32_640;

    private static final int MOST_ROOM = 1 << 20;
    private static final int KILOBYTE = 1024;

    /** "The next one" of MORE RESULTS. */
    private static final int NEXT = 0;

    private final SqlSession sql;
    private final WireFormat format;
    private final Statements statements;
    private final StreamedValues streamed;
    private final BoundRows boundRows;
    private final LobCopies copies;
    private final OutOfRow outOfRow;
    private final SessionLobs lobs;
    private int lastExecution;

    Executions(
            SqlSession sql,
            WireFormat format,
            Statements statements,
            StreamedValues streamed,
            LobCopies copies,
            OutOfRow outOfRow,
            SessionLobs lobs) {
        this.sql = sql;
        this.format = format;
        this.statements = statements;
        this.streamed = streamed;
        this.boundRows = new BoundRows(streamed, format);
        this.copies = copies;
        this.outOfRow = outOfRow;
        this.lobs = lobs;
    }

    void prepare(Prepare wanted, Exchange request) {
        OpenStatement statement = statements.known(wanted.handle());
        PreparedSql compiled = compile(statement, wanted.sql(), wanted.executionType());
        if (wanted.direct()) {
            run(statement, compiled, Binds.NONE, options(wanted), wanted.keys(), request);
        } else {
            request.reply(out -> new PrepareReply(
                            request.command(),
                            wanted.handle(),
                            compiled.type(),
                            compiled.parameters(),
                            compiled.columns(),
                            request.status())
                    .encode(out, statement.baseNames(), format));
        }
    }

    void execute(Execute wanted, Exchange request) {
        OpenStatement statement = statements.known(wanted.handle());
        PreparedSql compiled = statement.prepared();
        if (compiled == null) {
            throw new ProtocolException("nothing is prepared under handle " + wanted.handle());
        }
        run(statement, compiled, wanted.binds(), wanted.options(), wanted.keys(), request);
    }

    void executeDirect(ExecuteDirect wanted, Exchange request) {
        if (wanted.named()) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "parameters by name");
        }
        OpenStatement statement = statements.known(wanted.handle());
        PreparedSql compiled = compile(statement, wanted.sql(), wanted.executionType());
        run(statement, compiled, wanted.binds(), wanted.options(), wanted.keys(), request);
    }

    /** Types are told again with the execution; nothing has to be kept. */
    void preExecute(PreExecute wanted, Exchange request) {
        if (wanted.named()) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "parameters by name");
        }
        PreparedSql compiled = statements.known(wanted.handle()).prepared();
        StatementType type = compiled == null ? StatementType.OTHER : compiled.type();
        request.reply(out -> new PrepareReply(
                        request.command(), wanted.handle(), type, List.of(), List.of(), request.status())
                .encode(out, false, format));
    }

    /** The wanted number of rows is not heeded: clients take more than they asked for. */
    void fetch(Fetch wanted, Exchange request) {
        OpenResults open = statements.known(wanted.handle()).results();
        RowSet set = open == null ? null : open.set(wanted.resultSet());
        if (open == null || set == null) {
            throw DmException.of(ErrorCode.INVALID_CURSOR_OPERATION);
        }
        if (wanted.first() < 0) {
            throw new ProtocolException("row " + wanted.first() + " wanted; the first is 0");
        }
        int total = set.rows().size();
        int first = (int) Math.min(wanted.first(), total);
        FetchReply reply = new FetchReply(
                wanted.handle(), total, first, set.columns(), set.rows().subList(first, total));
        request.reply(out -> {
            ByteBuf written = reply.encode(out, room(wanted), format);
            int rows = ReplyView.fetchRows(written);
            if (rows > 0 && open.finishedBy(first + rows)) {
                statements.endResults(wanted.handle());
            }
            return written;
        });
    }

    void moreResults(MoreResults wanted, Exchange request) {
        if (wanted.which() != NEXT) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "cursor parameters");
        }
        OpenStatement statement = statements.known(wanted.handle());
        OpenResults open = statement.results();
        Outcome next = open == null ? null : open.next();
        if (next == null) {
            request.reply(
                    out -> new EmptyReply(request.command(), wanted.handle(), EmptyReply.NO_MORE_RESULTS).encode(out));
            return;
        }
        ExecuteReply reply = ExecuteReply.of(request.command(), wanted.handle(), ++lastExecution, next);
        request.reply(out -> reply.encode(out, LEAST_ROOM, ReplyContext.plain(statement.baseNames()), format));
    }

    private PreparedSql compile(OpenStatement statement, String text, int executionType) {
        statements.endResults(statement.handle());
        streamed.forget(statement.handle());
        statement.prepared(null);
        PreparedSql compiled = sql.prepare(text);
        ExecutionType.check(executionType, compiled.type());
        statement.prepared(compiled);
        return compiled;
    }

    private void run(
            OpenStatement statement,
            PreparedSql compiled,
            Binds binds,
            ExecuteOptions options,
            KeyRequest keys,
            Exchange request) {
        statements.endResults(statement.handle());
        List<DmType> outTypes = BoundRows.outTypes(binds);
        List<@Nullable Object[]> rows = boundRows.of(statement.handle(), compiled, binds);
        streamed.forget(statement.handle());
        Execution execution = new Execution(
                rows,
                options.autoCommit(),
                options.maxRows(),
                options.timeoutSeconds(),
                options.continueOnError(),
                keys);
        ReplyContext context = new ReplyContext(statement.baseNames(), outTypes, keys, List.of());
        copies.fill(rows, binds.declarations(), request, () -> {
            lobs.pass(statement.handle());
            sql.execute(
                    compiled,
                    execution,
                    request.completion(outcome -> finish(
                            statement,
                            outOfRow.of(statement.handle(), outcome),
                            context,
                            options.forwardOnly(),
                            request)));
        });
    }

    private void finish(
            OpenStatement statement, Outcome outcome, ReplyContext context, boolean forwardOnly, Exchange request) {
        ExecuteReply reply = ExecuteReply.of(request.command(), statement.handle(), ++lastExecution, outcome);
        request.reply(out -> {
            ByteBuf written = reply.encode(out, LEAST_ROOM, context, format);
            if (ReplyView.executeRows(written) < reply.totalRows()
                    || outcome.resultSets().size() > 1) {
                statements.keep(statement, outcome, forwardOnly);
            }
            return written;
        });
    }

    private static int room(Fetch wanted) {
        long asked = (long) wanted.bufferKilobytes() * KILOBYTE;
        return (int) Math.max(LEAST_ROOM, Math.min(asked, MOST_ROOM));
    }

    private static ExecuteOptions options(Prepare direct) {
        return new ExecuteOptions(
                direct.autoCommit(),
                direct.forwardOnly(),
                0,
                direct.maxRows(),
                false,
                Math.max(0, direct.timeoutSeconds()),
                0,
                direct.inner());
    }
}
