package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireText;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * All data of several LOBs (answer to 24). Source: {@code docs/protocol/statements.md} 9.2.
 *
 * @param data in the order of the request, each read only; text in the database's character set
 */
public record GetLobsReply(List<ByteBuffer> data) {
    private static final int COUNT = 20;

    public static GetLobsReply decode(Frame frame) {
        ByteBuf body = frame.body();
        List<ByteBuffer> data = new ArrayList<>();
        for (int left = Header.u16(frame.content(), COUNT); left > 0; left--) {
            WireText.need(body, Integer.BYTES, "LOB length");
            data.add(LobFields.data(body, body.readIntLE()));
        }
        return new GetLobsReply(List.copyOf(data));
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out) {
        Header.open(out, Command.GET_LOBS, 0, 0);
        Header.setU16(out, COUNT, data.size());
        for (ByteBuffer one : data) {
            out.writeIntLE(one.remaining()).writeBytes(one.duplicate());
        }
        return Header.close(out);
    }
}
