package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/**
 * Asks for rows of an open cursor (7). Source: {@code docs/protocol/statements.md} 8.
 *
 * @param first the first row wanted, from 0; {@link Long#MAX_VALUE} asks only for the total
 * @param count rows wanted, {@link Long#MAX_VALUE} for as many as the server likes
 * @param resultSet number of the result set, from 1
 * @param bufferKilobytes the client's idea of a message, probably in KB
 */
public record Fetch(int handle, long first, long count, int resultSet, int bufferKilobytes) implements Request {
    private static final int FIRST = 20;
    private static final int COUNT = 28;
    private static final int RESULT_SET = 36;
    private static final int BUFFER = 38;

    public static Fetch decode(Frame frame) {
        ByteBuf bytes = frame.content();
        return new Fetch(
                frame.handle(),
                Header.i64(bytes, FIRST),
                Header.i64(bytes, COUNT),
                Header.u16(bytes, RESULT_SET),
                Header.i32(bytes, BUFFER));
    }

    @Override
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, Command.FETCH, handle, 0);
        Header.setI64(out, FIRST, first);
        Header.setI64(out, COUNT, count);
        Header.setU16(out, RESULT_SET, resultSet);
        Header.setI32(out, BUFFER, bufferKilobytes);
        return Header.close(out);
    }
}
