package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.nio.ByteBuffer;

/**
 * A piece of a large value, the way before message version 10 (14): pieces for a parameter add up until the next
 * execution. Source: {@code docs/protocol/statements.md} 7.3.
 *
 * @param parameter from 0
 * @param data read only; a copy
 */
public record PutData(int handle, int parameter, ByteBuffer data) implements Request {
    private static final int PARAMETER = 20;

    public static PutData decode(Frame frame) {
        return new PutData(frame.handle(), Header.u16(frame.content(), PARAMETER), piece(frame.body()));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.PUT_DATA, handle, 0);
        Header.setU16(out, PARAMETER, parameter);
        write(out, data);
        return Header.close(out);
    }

    /** The rest of a body: length, a mark that says nothing, data. */
    static ByteBuffer piece(ByteBuf in) {
        WireText.need(in, 2 * Integer.BYTES, "piece of a value");
        int length = in.readIntLE();
        in.skipBytes(Integer.BYTES);
        WireText.need(in, length, "piece of a value");
        ByteBuffer data = ByteBuffer.allocate(length);
        in.readBytes(data);
        return data.flip().asReadOnlyBuffer();
    }

    static void write(ByteBuf out, ByteBuffer data) {
        out.writeIntLE(data.remaining()).writeIntLE(-1).writeBytes(data.duplicate());
    }
}
