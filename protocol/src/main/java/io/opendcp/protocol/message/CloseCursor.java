package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/** Ends the open cursor of a handle, which stays allocated (17). Source: {@code docs/protocol/statements.md} 1. */
public record CloseCursor(int handle) implements Request {
    public static CloseCursor decode(Frame frame) {
        return new CloseCursor(frame.handle());
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        return Header.close(Header.open(out, Command.CLOSE_STATEMENT, handle, 0));
    }
}
