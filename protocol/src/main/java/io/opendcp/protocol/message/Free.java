package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/** Gives a statement handle back (4); drivers may send it twice. Source: {@code docs/protocol/statements.md} 1. */
public record Free(int handle) implements Request {
    public static Free decode(Frame frame) {
        return new Free(frame.handle());
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        return Header.close(Header.open(out, Command.FREE_STATEMENT, handle, 0));
    }
}
