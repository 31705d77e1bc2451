package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;

/**
 * A new handle (answer to 3). Source: {@code docs/protocol/statements.md} 1.
 *
 * @param baseNames whether every column descriptor of this statement will carry a base column name
 */
public record AllocateReply(int handle, boolean baseNames) {
    private static final int BASE_NAMES = 20;

    public static AllocateReply decode(Frame frame) {
        return new AllocateReply(frame.handle(), Header.u8(frame.content(), BASE_NAMES) != 0);
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out) {
        Header.open(out, Command.ALLOCATE_STATEMENT, handle, 0);
        Header.setU8(out, BASE_NAMES, baseNames ? 1 : 0);
        return Header.close(out);
    }
}
