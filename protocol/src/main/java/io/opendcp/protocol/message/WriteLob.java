package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.nio.ByteBuffer;

/**
 * Writes data into a LOB, over what is there and beyond its end (30). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param text whether it is a CLOB
 * @param piece bits: 1 the first piece of what the client writes, 2 the last
 * @param offset from 0, in UTF-16 characters of a CLOB, else bytes
 * @param data read only; text in the database's character set
 * @param freePage as in the locator; -1 where messages do not have it
 */
public record WriteLob(
        boolean text,
        int piece,
        LobAddress address,
        LobPosition position,
        LobOwner owner,
        long offset,
        ByteBuffer data,
        long freePage)
        implements Request {
    /** The first piece and the last. */
    public static final int WHOLE = 3;

    static final int ID_AT = 2;

    /** Where table and column stand. */
    static int ownerAt(WireFormat format) {
        return ID_AT + LobAddress.LENGTH + LobPosition.length(format);
    }

    public static WriteLob decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        int head = ownerAt(format) + LobOwner.length(format) + LobFields.amount(format) + Integer.BYTES;
        WireText.need(body, head, "LOB request");
        boolean text = LobFields.readKind(body);
        int piece = body.readUnsignedByte();
        LobAddress address = LobAddress.read(body);
        LobPosition position = LobPosition.read(body, format);
        LobOwner owner = LobOwner.read(body, format);
        long offset = LobFields.readAmount(body, format);
        ByteBuffer data = LobFields.data(body, body.readIntLE());
        long freePage = LobFields.readFreePage(body, format);
        return new WriteLob(text, piece, address, position, owner, offset, data, freePage);
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.WRITE_LOB, 0, 0);
        LobFields.writeKind(out, text);
        out.writeByte(piece);
        address.write(out);
        position.write(out, format);
        owner.write(out, format);
        LobFields.writeAmount(out, offset, format);
        out.writeIntLE(data.remaining()).writeBytes(data.duplicate());
        LobFields.writeFreePage(out, freePage, format);
        return Header.close(out);
    }
}
