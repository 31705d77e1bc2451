package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;
import java.util.List;

/**
 * Declares bind types before values are streamed (90). Source: {@code docs/protocol/statements.md} 2.4.
 *
 * @param named whether the declarations carry names
 */
public record PreExecute(int handle, boolean named, List<Declaration> declarations) implements Request {
    private static final int PARAMETERS = 20;
    private static final int NAMED = 22;

    public static PreExecute decode(Frame frame, WireFormat format) {
        int parameters = Header.u16(frame.content(), PARAMETERS);
        boolean named = Header.u8(frame.content(), NAMED) != 0;
        Binds binds = Binds.read(frame.body(), parameters, 0, named, 0, format);
        return new PreExecute(frame.handle(), named, binds.declarations());
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.PRE_EXECUTE, handle, 0);
        Header.setU16(out, PARAMETERS, declarations.size());
        Header.setU8(out, NAMED, named ? 1 : 0);
        new Binds(declarations, List.of()).write(out, named, format);
        return Header.close(out);
    }
}
