package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;

/**
 * "Done", or a bare warning: an answer without fields or body. Source: {@code docs/protocol/statements.md} 2.6 and 10.
 *
 * @param command that of the request
 * @param code 0, or a warning
 */
public record EmptyReply(Command command, int handle, int code) {
    /** Code of "no further result set". */
    public static final int NO_MORE_RESULTS = 111;

    public static EmptyReply decode(Frame frame) {
        return new EmptyReply(frame.command(), frame.handle(), Header.code(frame.content()));
    }

    /** Header and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out) {
        return Header.close(Header.open(out, command, handle, code));
    }
}
