package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.RowIdCodec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.util.List;

/**
 * How an execution ended (answer to a direct 5, 6, 13, 91 and 44). Only the first of the outcome's result sets is told;
 * the others are asked for with MORE RESULTS. Source: {@code docs/protocol/statements.md} 3.1.
 *
 * @param command that of the request
 * @param code 0, or a warning
 * @param totalRows rows of the result set, {@link Long#MAX_VALUE} while it is not known; 0 without a result set
 * @param executionId counts executions
 */
public record ExecuteReply(Command command, int handle, int code, long totalRows, int executionId, Outcome outcome) {
    /** Warning: some rows of a batch failed. */
    public static final int BATCH_WITH_ERRORS = 121;

    static final int TYPE = 20;
    static final int COLUMNS = 22;
    static final int COUNT = 24;
    static final int OUT_VALUES = 32;
    static final int UPDATABLE = 34;
    static final int ROWS = 35;
    static final int PRINTED = 39;
    static final int ROW_FORMAT = 43;
    static final int ROWID_COLUMN = 44;
    static final int OLD_ROWID = 43;
    static final int EXECUTION = 51;
    static final int FLAGS = 59;
    static final int TRANSACTION = 60;
    static final int COUNTS_FOLLOW = 1;
    static final int KEYS_FOLLOW = 2;

    private static final int NO_COLUMN = -1;

    /** The answer to {@code outcome}, whose first result set is complete. */
    public static ExecuteReply of(Command command, int handle, int executionId, Outcome outcome) {
        List<RowSet> sets = outcome.resultSets();
        return new ExecuteReply(
                command,
                handle,
                outcome.rowErrors().isEmpty() ? 0 : BATCH_WITH_ERRORS,
                sets.isEmpty() ? 0 : sets.get(0).rows().size(),
                executionId,
                outcome);
    }

    /** Reads a reply that is no error. */
    public static ExecuteReply decode(Frame frame, ReplyContext context, WireFormat format) {
        ByteBuf bytes = frame.content();
        ByteBuf body = frame.body();
        StatementType type = StatementType.of(Header.u16(bytes, TYPE));
        String printed = WireText.read(body, Math.max(0, Header.i32(bytes, PRINTED)), format.charset());
        ExecuteReplyBody tail = ExecuteReplyBody.read(bytes, body, type, context, format);
        boolean rows = !tail.resultSets().isEmpty();
        long count = Header.i64(bytes, COUNT);
        Outcome outcome = new Outcome(
                type,
                rows ? 0 : count,
                tail.resultSets(),
                tail.batchCounts(),
                tail.lastRow(),
                tail.generatedKeys(),
                tail.outValues(),
                tail.detail(),
                printed,
                TransactionStatus.of(Header.i32(bytes, TRANSACTION)),
                tail.keyColumns(),
                tail.rowErrors());
        return new ExecuteReply(
                frame.command(),
                frame.handle(),
                Header.code(bytes),
                rows ? count : 0,
                Header.i32(bytes, EXECUTION),
                outcome);
    }

    /**
     * Header, body and checksum, appended to the empty {@code out}, which is returned.
     *
     * @param room rows are written until more bytes than this are used
     */
    public ByteBuf encode(ByteBuf out, int room, ReplyContext context, WireFormat format) {
        StatementType type = outcome.type();
        RowSet rows =
                outcome.resultSets().isEmpty() ? null : outcome.resultSets().get(0);
        Header.open(out, command, handle, code);
        Header.setU16(out, TYPE, type.code());
        Header.setI64(out, COUNT, rows == null ? outcome.updateCount() : totalRows);
        Header.setU16(out, OUT_VALUES, context.outTypes().size());
        Header.setI32(out, EXECUTION, executionId);
        Header.setI32(out, TRANSACTION, outcome.transaction().code());
        if (type.mayHaveRows()) {
            Header.setU16(out, ROWID_COLUMN, NO_COLUMN);
        } else if (!format.longRowIds() && outcome.lastRow() != null) {
            int end = out.writerIndex();
            RowIdCodec.write(out.writerIndex(out.readerIndex() + OLD_ROWID), outcome.lastRow(), format);
            out.writerIndex(end);
        }
        WireText.write(out, outcome.printed(), format.charset());
        Header.setI32(out, PRINTED, out.readableBytes() - Header.LENGTH);
        ExecuteReplyBody.write(out, outcome, rows, room, context, format);
        return Header.close(out);
    }
}
