package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.KeyRequest;

/**
 * Header fields that EXECUTE (6, 13) and EXECUTE DIRECT WITH BINDS (91) share. Source: {@code docs/protocol/statements.md} 2.2.
 *
 * @param cursorRow position of the row, from 0, that an updatable result set is about to change
 * @param maxRows {@link Long#MAX_VALUE} for no limit
 * @param continueOnError batches: go on after a row that failed
 * @param timeoutSeconds 0 for none, which travels as -1
 * @param allowedErrors batches: how many rows may fail
 * @param inner whether the driver made the text up itself
 */
public record ExecuteOptions(
        boolean autoCommit,
        boolean forwardOnly,
        long cursorRow,
        long maxRows,
        boolean continueOnError,
        int timeoutSeconds,
        int allowedErrors,
        boolean inner) {
    static final int AUTO_COMMIT = 20;
    static final int PARAMETERS = 21;
    static final int FORWARD_ONLY = 23;
    static final int ROWS = 24;
    static final int CURSOR_ROW = 32;
    static final int MAX_ROWS = 40;
    static final int KEYS = 48;
    static final int CONTINUE = 49;
    static final int TIMEOUT = 52;
    static final int ALLOWED_ERRORS = 56;
    static final int INNER = 60;

    private static final int NO_TIMEOUT = -1;

    /** No limits, rows forward only. */
    public static ExecuteOptions plain(boolean autoCommit) {
        return new ExecuteOptions(autoCommit, true, 0, Long.MAX_VALUE, false, 0, 0, false);
    }

    static ExecuteOptions read(ByteBuf frame) {
        return new ExecuteOptions(
                Header.u8(frame, AUTO_COMMIT) != 0,
                Header.u8(frame, FORWARD_ONLY) != 0,
                Header.i64(frame, CURSOR_ROW),
                Header.i64(frame, MAX_ROWS),
                Header.u8(frame, CONTINUE) != 0,
                Math.max(0, Header.i32(frame, TIMEOUT)),
                Header.i32(frame, ALLOWED_ERRORS),
                Header.u8(frame, INNER) != 0);
    }

    void write(ByteBuf out, Binds binds, KeyRequest keys) {
        Header.setU8(out, AUTO_COMMIT, autoCommit ? 1 : 0);
        Header.setU16(out, PARAMETERS, binds.declarations().size());
        Header.setU8(out, FORWARD_ONLY, forwardOnly ? 1 : 0);
        Header.setI64(out, ROWS, binds.rows().size());
        Header.setI64(out, CURSOR_ROW, cursorRow);
        Header.setI64(out, MAX_ROWS, maxRows);
        Header.setU8(out, KEYS, keys.kind().code());
        Header.setU8(out, CONTINUE, continueOnError ? 1 : 0);
        Header.setI32(out, TIMEOUT, timeoutSeconds == 0 ? NO_TIMEOUT : timeoutSeconds);
        Header.setI32(out, ALLOWED_ERRORS, allowedErrors);
        Header.setU8(out, INNER, inner ? 1 : 0);
    }
}
