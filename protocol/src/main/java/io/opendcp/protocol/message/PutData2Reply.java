package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireText;

/** What the next piece has to carry (answer to 26): the whole body. Source: {@code docs/protocol/statements.md} 7.3. */
public record PutData2Reply(int handle, ControlBlock block) {
    public static PutData2Reply decode(Frame frame) {
        ByteBuf body = frame.body();
        WireText.need(body, ControlBlock.LENGTH, "control block");
        return new PutData2Reply(frame.handle(), ControlBlock.read(body));
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out) {
        Header.open(out, Command.PUT_DATA2, handle, 0);
        block.write(out);
        return Header.close(out);
    }
}
