package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/** Names the cursor of a handle (27). Source: {@code docs/protocol/statements.md} 1. */
public record SetCursorName(int handle, String name) implements Request {
    public static SetCursorName decode(Frame frame, WireFormat format) {
        return new SetCursorName(frame.handle(), WireText.readZero(frame.body(), format.charset()));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.SET_CURSOR_NAME, handle, 0);
        WireText.writeZero(out, name, format.charset());
        return Header.close(out.writeIntLE(1));
    }
}
