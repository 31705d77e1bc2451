package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/**
 * Sets the isolation level (52). Source: {@code docs/protocol/statements.md} 2.6.
 *
 * @param level 0 read uncommitted, 1 read committed, 2 repeatable read, 3 serializable, -1 the default; not yet checked
 */
public record SetIsolation(int level) implements Request {
    private static final int LEVEL = 20;

    public static SetIsolation decode(Frame frame) {
        return new SetIsolation(Header.i32(frame.content(), LEVEL));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.SET_ISOLATION, 0, 0);
        Header.setI32(out, LEVEL, level);
        return Header.close(out);
    }
}
