package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * Compiles a text under a handle, and runs it at once if {@code direct} (5). Source: {@code docs/protocol/statements.md} 2.1.
 *
 * @param executionType 0, or {@code 0x80 |} the kind of statement that the client insists on (1 query, 2 update, 3 call, 4
 *     set database; 0 any)
 * @param maxRows {@link Long#MAX_VALUE} for no limit
 * @param columnar whether the client would take the result by columns
 * @param timeoutSeconds 0 for none
 * @param inner whether the driver made the text up itself
 */
public record Prepare(
        int handle,
        String sql,
        boolean direct,
        boolean autoCommit,
        boolean forwardOnly,
        int executionType,
        long maxRows,
        boolean columnar,
        KeyRequest keys,
        int timeoutSeconds,
        boolean inner)
        implements Request {
    static final int AUTO_COMMIT = 20;
    static final int DIRECT = 21;
    static final int FORWARD_ONLY = 23;
    static final int CHECK_TYPE = 24;
    static final int EXECUTION_TYPE = 25;
    static final int MAX_ROWS = 27;
    static final int COLUMNAR = 35;
    static final int KEYS = 38;
    static final int TIMEOUT = 41;
    static final int INNER = 45;

    private static final int WANTS_COLUMNS = 2;
    private static final int TYPE_CHECKED = 0x80;

    public static Prepare decode(Frame frame, WireFormat format) {
        ByteBuf bytes = frame.content();
        ByteBuf body = frame.body();
        boolean direct = Header.u8(bytes, DIRECT) != 0;
        int kind = Header.u8(bytes, KEYS);
        KeyRequest keys = KeyColumns.read(body, kind, direct && format.keyColumns(), format);
        int checked = Header.u8(bytes, CHECK_TYPE) == 0 ? 0 : TYPE_CHECKED;
        return new Prepare(
                frame.handle(),
                WireText.readZero(body, format.charset()),
                direct,
                Header.u8(bytes, AUTO_COMMIT) != 0,
                Header.u8(bytes, FORWARD_ONLY) != 0,
                checked | Header.u16(bytes, EXECUTION_TYPE),
                Header.i64(bytes, MAX_ROWS),
                Header.u8(bytes, COLUMNAR) == WANTS_COLUMNS,
                keys,
                Header.i32(bytes, TIMEOUT),
                Header.u8(bytes, INNER) != 0);
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.PREPARE, handle, 0);
        Header.setU8(out, AUTO_COMMIT, autoCommit ? 1 : 0);
        Header.setU8(out, DIRECT, direct ? 1 : 0);
        Header.setU8(out, FORWARD_ONLY, forwardOnly ? 1 : 0);
        Header.setU8(out, CHECK_TYPE, (executionType & TYPE_CHECKED) == 0 ? 0 : 1);
        Header.setU16(out, EXECUTION_TYPE, executionType & ~TYPE_CHECKED);
        Header.setI64(out, MAX_ROWS, maxRows);
        Header.setU8(out, COLUMNAR, columnar ? WANTS_COLUMNS : 0);
        Header.setU8(out, KEYS, keys.kind().code());
        Header.setI32(out, TIMEOUT, timeoutSeconds);
        Header.setU8(out, INNER, inner ? 1 : 0);
        if (direct) {
            KeyColumns.write(out, keys, format);
        }
        WireText.writeZero(out, sql, format.charset());
        return Header.close(out);
    }

    /** Compile only. */
    public static Prepare only(int handle, String sql) {
        return new Prepare(handle, sql, false, false, true, 0, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false);
    }

    /** Run at once, without limits. */
    public static Prepare direct(int handle, String sql, boolean autoCommit) {
        return new Prepare(handle, sql, true, autoCommit, true, 0, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false);
    }
}
