package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.WireFormat;

/**
 * Single fields of an EXECUTE frame (6, 13) or EXECUTE DIRECT WITH BINDS (91), whose first byte is at the buffer's reader
 * index; no index is moved. Source: {@code docs/protocol/statements.md} 2.2 and 2.3.
 */
public final class ExecuteView {
    private ExecuteView() {}

    public static boolean autoCommit(ByteBuf frame) {
        return Header.u8(frame, ExecuteOptions.AUTO_COMMIT) != 0;
    }

    /** Whether rows will be read forwards only, and then never twice. */
    public static boolean forwardOnly(ByteBuf frame) {
        return Header.u8(frame, ExecuteOptions.FORWARD_ONLY) != 0;
    }

    public static int parameters(ByteBuf frame) {
        return Header.u16(frame, ExecuteOptions.PARAMETERS);
    }

    /** Bound rows as sent; 1 also without parameters. */
    public static long rows(ByteBuf frame) {
        return Header.i64(frame, ExecuteOptions.ROWS);
    }

    public static boolean continueOnError(ByteBuf frame) {
        return Header.u8(frame, ExecuteOptions.CONTINUE) != 0;
    }

    public static boolean wantsKeys(ByteBuf frame) {
        return Header.u8(frame, ExecuteOptions.KEYS) != KeyRequest.Kind.NONE.code();
    }

    /** Seconds; 0 is none. */
    public static int timeoutSeconds(ByteBuf frame) {
        return Math.max(0, Header.i32(frame, ExecuteOptions.TIMEOUT));
    }

    public static void setAutoCommit(ByteBuf frame, boolean on) {
        Header.setU8(frame, ExecuteOptions.AUTO_COMMIT, on ? 1 : 0);
    }

    /**
     * The text's bytes of a 91, without the zero byte; a view, not retained.
     *
     * @throws ProtocolException if the text does not end in the part of the frame that is here
     */
    public static ByteBuf sqlBytes(ByteBuf frame, WireFormat format) {
        return textAfterKeys(frame, Header.u8(frame, ExecuteOptions.KEYS), format.keyColumns(), format);
    }

    /** @throws ProtocolException as {@link #sqlBytes} */
    public static String sql(ByteBuf frame, WireFormat format) {
        return sqlBytes(frame, format).toString(format.charset());
    }

    /**
     * The bound values, read where they lie; good as long as the frame is held.
     *
     * @throws ProtocolException if the declarations are malformed, or not in the part of the frame that is here
     */
    public static BindReader binds(ByteBuf frame, WireFormat format) {
        ByteBuf body = body(frame);
        KeyColumns.read(body, Header.u8(frame, ExecuteOptions.KEYS), format.keyColumns(), format);
        boolean direct = Header.command(frame) == Command.EXECUTE_DIRECT;
        if (direct) {
            ByteBuf text = text(body);
            body.skipBytes(text.readableBytes() + 1);
        }
        boolean named = direct && Header.u8(frame, ExecuteDirect.NAMED) != 0;
        return BindReader.of(body, parameters(frame), rows(frame), named, format);
    }

    static ByteBuf textAfterKeys(ByteBuf frame, int kind, boolean listed, WireFormat format) {
        ByteBuf body = body(frame);
        KeyColumns.read(body, kind, listed, format);
        return text(body);
    }

    private static ByteBuf body(ByteBuf frame) {
        return frame.duplicate().skipBytes(Header.LENGTH);
    }

    private static ByteBuf text(ByteBuf body) {
        int length = body.bytesBefore((byte) 0);
        if (length < 0) {
            throw new ProtocolException("text without a zero byte at its end");
        }
        return body.slice(body.readerIndex(), length);
    }
}
