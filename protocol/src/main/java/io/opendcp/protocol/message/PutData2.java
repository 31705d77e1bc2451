package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.nio.ByteBuffer;

/**
 * A piece of a large value, from message version 10 on (26). Source: {@code docs/protocol/statements.md} 7.3.
 *
 * @param parameter from 0
 * @param block {@link ControlBlock#FIRST}, or what the server answered to the piece before
 * @param data read only; a copy
 */
public record PutData2(int handle, int parameter, ControlBlock block, ByteBuffer data) implements Request {
    private static final int PARAMETER = 20;

    public static PutData2 decode(Frame frame) {
        ByteBuf body = frame.body();
        WireText.need(body, ControlBlock.LENGTH, "control block");
        ControlBlock block = ControlBlock.read(body);
        return new PutData2(frame.handle(), Header.u16(frame.content(), PARAMETER), block, PutData.piece(body));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.PUT_DATA2, handle, 0);
        Header.setU16(out, PARAMETER, parameter);
        block.write(out);
        PutData.write(out, data);
        return Header.close(out);
    }
}
