package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.WireFormat;

/**
 * Runs what was prepared under a handle, for every bound row (13; 6 is the same for servers of another age, and is read
 * but not written). Source: {@code docs/protocol/statements.md} 2.2.
 */
public record Execute(int handle, ExecuteOptions options, KeyRequest keys, Binds binds) implements Request {
    /** @param mostRows more bound rows are refused */
    public static Execute decode(Frame frame, int mostRows, WireFormat format) {
        ByteBuf bytes = frame.content();
        ByteBuf body = frame.body();
        KeyRequest keys = KeyColumns.read(body, Header.u8(bytes, ExecuteOptions.KEYS), format.keyColumns(), format);
        int parameters = Header.u16(bytes, ExecuteOptions.PARAMETERS);
        long rows = Header.i64(bytes, ExecuteOptions.ROWS);
        return new Execute(
                frame.handle(),
                ExecuteOptions.read(bytes),
                keys,
                Binds.read(body, parameters, rows, false, mostRows, format));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.EXECUTE2, handle, 0);
        options.write(out, binds, keys);
        KeyColumns.write(out, keys, format);
        binds.write(out, false, format);
        return Header.close(out);
    }
}
