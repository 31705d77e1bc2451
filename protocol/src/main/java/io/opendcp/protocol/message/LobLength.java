package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * Asks how long a LOB is (29). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param text whether it is a CLOB
 * @param freePage as in the locator; -1 where messages do not have it
 */
public record LobLength(boolean text, LobAddress address, LobOwner owner, long freePage) implements Request {
    static final int ID_AT = 1;
    static final int OWNER_AT = 1 + LobAddress.LENGTH;

    public static LobLength decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        WireText.need(body, OWNER_AT + (format.newLobs() ? LobOwner.length(format) : 0), "LOB request");
        boolean text = LobFields.readKind(body);
        LobAddress address = LobAddress.read(body);
        LobOwner owner = format.newLobs() ? LobOwner.read(body, format) : LobOwner.SESSION;
        return new LobLength(text, address, owner, LobFields.readFreePage(body, format));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.LOB_LENGTH, 0, 0);
        LobFields.writeKind(out, text);
        address.write(out);
        if (format.newLobs()) {
            owner.write(out, format);
        }
        LobFields.writeFreePage(out, freePage, format);
        return Header.close(out);
    }
}
