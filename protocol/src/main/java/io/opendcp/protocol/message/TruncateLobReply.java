package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * How long a LOB is after it was cut (answer to 31). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param length in UTF-16 characters of a CLOB, else bytes
 * @param id of the LOB from now on
 */
public record TruncateLobReply(long length, long id) {
    static int idAt(WireFormat format) {
        return LobFields.amount(format);
    }

    public static TruncateLobReply decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        WireText.need(body, idAt(format) + Long.BYTES, "answer to a LOB cut");
        return new TruncateLobReply(LobFields.readAmount(body, format), body.readLongLE());
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.TRUNCATE_LOB, 0, 0);
        LobFields.writeAmount(out, length, format);
        out.writeLongLE(id);
        return Header.close(out);
    }
}
