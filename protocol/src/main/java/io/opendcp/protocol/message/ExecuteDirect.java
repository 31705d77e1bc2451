package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * Compiles a text under a handle and runs it for every bound row (91). Source: {@code docs/protocol/statements.md} 2.3.
 *
 * @param named whether the declarations carry names
 * @param executionType as in {@link Prepare}
 */
public record ExecuteDirect(
        int handle, String sql, ExecuteOptions options, boolean named, int executionType, KeyRequest keys, Binds binds)
        implements Request {
    static final int NAMED = 61;
    static final int EXECUTION_TYPE = 62;

    /** @param mostRows more bound rows are refused */
    public static ExecuteDirect decode(Frame frame, int mostRows, WireFormat format) {
        ByteBuf bytes = frame.content();
        ByteBuf body = frame.body();
        KeyRequest keys = KeyColumns.read(body, Header.u8(bytes, ExecuteOptions.KEYS), format.keyColumns(), format);
        boolean named = Header.u8(bytes, NAMED) != 0;
        int parameters = Header.u16(bytes, ExecuteOptions.PARAMETERS);
        long rows = Header.i64(bytes, ExecuteOptions.ROWS);
        return new ExecuteDirect(
                frame.handle(),
                WireText.readZero(body, format.charset()),
                ExecuteOptions.read(bytes),
                named,
                Header.u8(bytes, EXECUTION_TYPE),
                keys,
                Binds.read(body, parameters, rows, named, mostRows, format));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.EXECUTE_DIRECT, handle, 0);
        options.write(out, binds, keys);
        Header.setU8(out, NAMED, named ? 1 : 0);
        Header.setU8(out, EXECUTION_TYPE, executionType);
        KeyColumns.write(out, keys, format);
        WireText.writeZero(out, sql, format.charset());
        binds.write(out, named, format);
        return Header.close(out);
    }
}
