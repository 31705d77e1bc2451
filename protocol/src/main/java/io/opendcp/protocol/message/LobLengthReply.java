package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * How long a LOB is (answer to 29). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param length bytes of a BLOB, UTF-16 characters of a CLOB
 */
public record LobLengthReply(long length) {
    public static LobLengthReply decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        WireText.need(body, LobFields.amount(format), "LOB length");
        return new LobLengthReply(LobFields.readAmount(body, format));
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.LOB_LENGTH, 0, 0);
        LobFields.writeAmount(out, length, format);
        return Header.close(out);
    }
}
