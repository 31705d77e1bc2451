package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/**
 * Asks for a statement handle (3). Source: {@code docs/protocol/statements.md} 1.
 *
 * @param baseNames whether the client can read base column names
 */
public record Allocate(boolean baseNames) implements Request {
    private static final int BASE_NAMES = 20;

    public static Allocate decode(Frame frame) {
        return new Allocate(Header.u8(frame.content(), BASE_NAMES) != 0);
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.ALLOCATE_STATEMENT, 0, 0);
        Header.setU8(out, BASE_NAMES, baseNames ? 1 : 0);
        return Header.close(out);
    }
}
