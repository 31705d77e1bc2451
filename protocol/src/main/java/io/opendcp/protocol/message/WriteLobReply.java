package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.WireText;

/**
 * What a write came to (answer to 30). The LOB may have another id and place from now on; group -1 says that it is in the
 * row. Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param amount UTF-16 characters of a CLOB, else bytes, that were written
 * @param position its total is told in 32 bits, whatever was agreed on
 */
public record WriteLobReply(int amount, LobAddress address, LobPosition position) {
    static final int ID_AT = Integer.BYTES;
    private static final int LENGTH = ID_AT + LobAddress.LENGTH + Short.BYTES + 2 * Integer.BYTES;

    public static WriteLobReply decode(Frame frame) {
        ByteBuf body = frame.body();
        WireText.need(body, LENGTH, "answer to a LOB write");
        int amount = body.readIntLE();
        LobAddress address = LobAddress.read(body);
        return new WriteLobReply(
                amount, address, new LobPosition(body.readShortLE(), body.readIntLE(), body.readUnsignedIntLE()));
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out) {
        Header.open(out, Command.WRITE_LOB, 0, 0);
        out.writeIntLE(amount);
        address.write(out);
        out.writeShortLE(position.file()).writeIntLE(position.page()).writeIntLE((int) position.total());
        return Header.close(out);
    }
}
