package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/** COMMIT as a message (8). Source: {@code docs/protocol/statements.md} 2.6. */
public record Commit() implements Request {
    public static Commit decode(Frame frame) {
        return new Commit();
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        return Header.close(Header.open(out, Command.COMMIT, 0, 0));
    }
}
