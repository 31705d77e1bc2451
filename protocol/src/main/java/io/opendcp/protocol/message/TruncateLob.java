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
 * Makes a LOB shorter (31). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param text whether it is a CLOB
 * @param length wanted, in UTF-16 characters of a CLOB, else bytes
 * @param freePage as in the locator; -1 where messages do not have it
 */
public record TruncateLob(boolean text, LobAddress address, LobOwner owner, long length, long freePage)
        implements Request {
    static final int ID_AT = 1;
    static final int OWNER_AT = 1 + LobAddress.LENGTH;

    public static TruncateLob decode(Frame frame, WireFormat format) {
        ByteBuf body = frame.body();
        WireText.need(body, OWNER_AT + LobOwner.length(format) + LobFields.amount(format), "LOB request");
        boolean text = LobFields.readKind(body);
        LobAddress address = LobAddress.read(body);
        LobOwner owner = LobOwner.read(body, format);
        long length = LobFields.readAmount(body, format);
        return new TruncateLob(text, address, owner, length, LobFields.readFreePage(body, format));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.TRUNCATE_LOB, 0, 0);
        LobFields.writeKind(out, text);
        address.write(out);
        owner.write(out, format);
        LobFields.writeAmount(out, length, format);
        LobFields.writeFreePage(out, freePage, format);
        return Header.close(out);
    }
}
