package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowIdCodec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * Asks for data of a LOB (32). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param counted whether the reply may tell how many characters it has
 * @param text whether it is a CLOB: then offset and length count UTF-16 characters, else bytes
 * @param offset from 0
 * @param freePage as in the locator; -1 where messages do not have it
 */
public record ReadLob(
        boolean counted,
        boolean text,
        LobAddress address,
        LobOwner owner,
        LobPosition position,
        long offset,
        int length,
        long freePage)
        implements Request {
    static final int OWNER_AT = 1;
    static final int ID_AT = OWNER_AT + LobOwner.FIELD_LENGTH;
    private static final int COUNTED = 21;

    public static ReadLob decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        int row = format.newLobs() ? format.rowIdLength() : 0;
        int rest = LobPosition.length(format) + LobFields.amount(format) + Integer.BYTES;
        WireText.need(body, ID_AT + LobAddress.LENGTH + rest + row, "LOB request");
        boolean text = LobFields.readKind(body);
        LobOwner field = LobOwner.readField(body);
        LobAddress address = LobAddress.read(body);
        LobPosition position = LobPosition.read(body, format);
        long offset = LobFields.readAmount(body, format);
        int length = body.readIntLE();
        LobOwner owner = format.newLobs() ? field.in(RowIdCodec.read(body, format)) : field;
        boolean counted = Header.u8(frame.content(), COUNTED) != 0;
        long freePage = LobFields.readFreePage(body, format);
        return new ReadLob(counted, text, address, owner, position, offset, length, freePage);
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.READ_LOB, 0, 0);
        Header.setU8(out, COUNTED, counted ? 1 : 0);
        LobFields.writeKind(out, text);
        owner.writeField(out);
        address.write(out);
        position.write(out, format);
        LobFields.writeAmount(out, offset, format);
        out.writeIntLE(length);
        if (format.newLobs()) {
            RowIdCodec.write(out, owner.row(), format);
        }
        LobFields.writeFreePage(out, freePage, format);
        return Header.close(out);
    }
}
