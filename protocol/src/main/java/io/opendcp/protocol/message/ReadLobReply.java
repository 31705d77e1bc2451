package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.nio.ByteBuffer;

/**
 * Data of a LOB (answer to 32). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param end whether the LOB ends here
 * @param data read only; text in the database's character set
 * @param characters UTF-16 characters in it, {@link #NOT_COUNTED} if the reply does not tell
 */
public record ReadLobReply(boolean end, LobPosition position, ByteBuffer data, long characters) {
    public static final long NOT_COUNTED = -1;

    public static ReadLobReply decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        WireText.need(body, 1 + Integer.BYTES + LobPosition.length(format), "LOB data");
        boolean end = body.readBoolean();
        long count = body.readUnsignedIntLE();
        LobPosition position = LobPosition.read(body, format);
        if (count > body.readableBytes()) {
            throw new ProtocolException("LOB data of " + count + " bytes; " + body.readableBytes() + " are left");
        }
        ByteBuffer data = LobFields.data(body, (int) count);
        boolean told = body.readableBytes() >= Integer.BYTES;
        return new ReadLobReply(end, position, data, told ? body.readUnsignedIntLE() : NOT_COUNTED);
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.READ_LOB, 0, 0);
        out.writeBoolean(end).writeIntLE(data.remaining());
        position.write(out, format);
        out.writeBytes(data.duplicate());
        if (characters != NOT_COUNTED) {
            out.writeIntLE((int) characters);
        }
        return Header.close(out);
    }
}
