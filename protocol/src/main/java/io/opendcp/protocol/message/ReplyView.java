package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;

/**
 * Single fields of a reply frame, whose first byte is at the buffer's reader index; no index is moved. A reply does not
 * say what it answers: the caller knows, and calls {@code prepare…}, {@code execute…} or {@code fetch…}.
 * Source: {@code docs/protocol/statements.md} 3, 8 and 10.
 */
public final class ReplyView {
    /** Number of rows that is not known yet. */
    public static final long UNKNOWN = Long.MAX_VALUE;

    /** Code of "fetch beyond the end", which is no error but reads as no rows. */
    public static final int BEYOND_THE_END = -7036;

    private ReplyView() {}

    public static int code(ByteBuf frame) {
        return Header.code(frame);
    }

    public static boolean isError(ByteBuf frame) {
        return Header.code(frame) < 0;
    }

    /** Transaction status of the answer to a plain 5 or 90, errors too: {@link TransactionStatus#isOpen}. */
    public static int prepareTransaction(ByteBuf frame) {
        return Header.i32(frame, PrepareReply.TRANSACTION);
    }

    public static int prepareParameters(ByteBuf frame) {
        return Header.u16(frame, PrepareReply.PARAMETERS);
    }

    /** {@link StatementType#code()} of what was prepared or run. */
    public static int statementType(ByteBuf frame) {
        return Header.u16(frame, ExecuteReply.TYPE);
    }

    /** Transaction status of the answer to a direct 5, 6, 13 or 91, errors too: {@link TransactionStatus#isOpen}. */
    public static int executeTransaction(ByteBuf frame) {
        return Header.i32(frame, ExecuteReply.TRANSACTION);
    }

    public static int executeColumns(ByteBuf frame) {
        return Header.u16(frame, ExecuteReply.COLUMNS);
    }

    /** Update count, or with a result set its rows in all, {@link #UNKNOWN} while that is not known. */
    public static long executeTotal(ByteBuf frame) {
        return Header.i64(frame, ExecuteReply.COUNT);
    }

    /** Rows in this message. */
    public static int executeRows(ByteBuf frame) {
        return Header.i32(frame, ExecuteReply.ROWS);
    }

    /** Whether the client may change rows of the result set where its cursor is. */
    public static boolean executeUpdatable(ByteBuf frame) {
        return Header.u8(frame, ExecuteReply.UPDATABLE) != 0;
    }

    /**
     * Whether the answer to an execution or MORE RESULTS leaves something to be asked for on its handle: rows of a query, or
     * further result sets of a call that had one.
     */
    public static boolean executeLeavesCursor(ByteBuf frame) {
        StatementType type = StatementType.of(statementType(frame));
        if (Header.code(frame) < 0 || !type.mayHaveRows()) {
            return false;
        }
        if (type == StatementType.SELECT) {
            return executeTotal(frame) != executeRows(frame);
        }
        return executeColumns(frame) > 0 || executeRows(frame) > 0;
    }

    /** Rows of the result set in all, {@link #UNKNOWN} while that is not known. */
    public static long fetchTotal(ByteBuf frame) {
        return Header.i64(frame, FetchReply.TOTAL);
    }

    /** Rows in this message. */
    public static int fetchRows(ByteBuf frame) {
        return Header.i32(frame, FetchReply.ROWS);
    }

    /**
     * Whether, for a client that reads forwards only, the answer to a FETCH from row {@code first} leaves rows to be asked
     * for. One that scrolls may ask for any row again, until it uses the handle for something else.
     */
    public static boolean fetchLeavesCursor(ByteBuf frame, long first) {
        if (Header.code(frame) < 0) {
            return Header.code(frame) != BEYOND_THE_END;
        }
        int rows = fetchRows(frame);
        long total = fetchTotal(frame);
        return rows > 0 && (total == UNKNOWN || first + rows < total);
    }
}
