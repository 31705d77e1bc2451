package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/** ROLLBACK as a message (9). Source: {@code docs/protocol/statements.md} 2.6. */
public record Rollback() implements Request {
    public static Rollback decode(Frame frame) {
        return new Rollback();
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        return Header.close(Header.open(out, Command.ROLLBACK, 0, 0));
    }
}
