package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/**
 * Asks for a further result set (44). Source: {@code docs/protocol/statements.md} 2.6.
 *
 * @param which 0 for the next one of the handle, 1 for that of a cursor parameter, whose handle it is
 */
public record MoreResults(int handle, int which) implements Request {
    private static final int WHICH = 20;

    public static MoreResults decode(Frame frame) {
        return new MoreResults(frame.handle(), Header.u16(frame.content(), WHICH));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.MORE_RESULTS, handle, 0);
        Header.setU16(out, WHICH, which);
        return Header.close(out);
    }
}
