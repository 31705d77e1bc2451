package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.WireFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a cursor (answer to 7). Source: {@code docs/protocol/statements.md} 8.
 *
 * @param total rows of the result set, {@link Long#MAX_VALUE} while it is not known
 * @param first place of the first of these rows in it, from 0; not on the wire but in the row heads
 * @param rows the rows from there on; when written, as many as there is room for
 */
public record FetchReply(int handle, long total, long first, List<Descriptor> columns, List<@Nullable Object[]> rows) {
    static final int TOTAL = 20;
    static final int ROWS = 28;

    /** @param columns from the reply that opened the cursor */
    public static FetchReply decode(Frame frame, long first, List<Descriptor> columns, WireFormat format) {
        ByteBuf bytes = frame.content();
        List<@Nullable Object[]> rows = RowCodec.read(frame.body(), columns, Header.i32(bytes, ROWS), format);
        return new FetchReply(frame.handle(), Header.i64(bytes, TOTAL), first, columns, rows);
    }

    /**
     * Header, body and checksum, appended to the empty {@code out}, which is returned.
     *
     * @param room rows are written until more bytes than this are used
     */
    public ByteBuf encode(ByteBuf out, int room, WireFormat format) {
        Header.open(out, Command.FETCH, handle, 0);
        Header.setI64(out, TOTAL, total);
        Header.setI32(out, ROWS, RowCodec.write(out, columns, rows, first, room, format));
        return Header.close(out);
    }
}
