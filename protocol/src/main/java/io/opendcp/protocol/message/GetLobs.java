package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks for all data of several LOBs (24). The drivers have it and never send it; it tells no rows. Source:
 * {@code docs/protocol/statements.md} 9.2.
 *
 * @param total lengths of all of them as the client knows them
 */
public record GetLobs(int total, List<Wanted> wanted) implements Request {
    static final int TOTAL = 20;
    static final int COUNT = 24;
    /** Bytes that name one LOB. */
    static final int LENGTH = 1 + LobOwner.FIELD_LENGTH + LobAddress.LENGTH;

    static final int OWNER_AT = 1;
    static final int ID_AT = 1 + LobOwner.FIELD_LENGTH;

    /**
     * One of the LOBs.
     *
     * @param text whether it is a CLOB
     * @param owner without the row
     */
    public record Wanted(boolean text, LobOwner owner, LobAddress address) {}

    public static GetLobs decode(Frame frame) {
        ByteBuf body = frame.body();
        int count = Header.u16(frame.content(), COUNT);
        WireText.need(body, count * LENGTH, "LOB request");
        List<Wanted> wanted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            wanted.add(new Wanted(LobFields.readKind(body), LobOwner.readField(body), LobAddress.read(body)));
        }
        return new GetLobs(Header.i32(frame.content(), TOTAL), List.copyOf(wanted));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.GET_LOBS, 0, 0);
        Header.setI32(out, TOTAL, total);
        Header.setU16(out, COUNT, wanted.size());
        for (Wanted one : wanted) {
            LobFields.writeKind(out, one.text);
            one.owner.writeField(out);
            one.address.write(out);
        }
        return Header.close(out);
    }
}
