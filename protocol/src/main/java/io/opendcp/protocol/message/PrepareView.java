package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.type.WireFormat;

/**
 * Single fields of a PREPARE / EXECUTE DIRECT frame (5), whose first byte is at the buffer's reader index; no index is
 * moved. Source: {@code docs/protocol/statements.md} 2.1.
 */
public final class PrepareView {
    private PrepareView() {}

    public static boolean autoCommit(ByteBuf frame) {
        return Header.u8(frame, Prepare.AUTO_COMMIT) != 0;
    }

    /** Whether it runs at once. */
    public static boolean direct(ByteBuf frame) {
        return Header.u8(frame, Prepare.DIRECT) != 0;
    }

    /** Whether rows will be read forwards only, and then never twice. */
    public static boolean forwardOnly(ByteBuf frame) {
        return Header.u8(frame, Prepare.FORWARD_ONLY) != 0;
    }

    public static boolean wantsKeys(ByteBuf frame) {
        return Header.u8(frame, Prepare.KEYS) != KeyRequest.Kind.NONE.code();
    }

    /** Seconds; 0 is none. */
    public static int timeoutSeconds(ByteBuf frame) {
        return Header.i32(frame, Prepare.TIMEOUT);
    }

    public static void setAutoCommit(ByteBuf frame, boolean on) {
        Header.setU8(frame, Prepare.AUTO_COMMIT, on ? 1 : 0);
    }

    /**
     * The text's bytes without the zero byte; a view, not retained.
     *
     * @throws ProtocolException if the text does not end in the part of the frame that is here
     */
    public static ByteBuf sqlBytes(ByteBuf frame, WireFormat format) {
        int kind = Header.u8(frame, Prepare.KEYS);
        return ExecuteView.textAfterKeys(frame, kind, direct(frame) && format.keyColumns(), format);
    }

    /** @throws ProtocolException as {@link #sqlBytes} */
    public static String sql(ByteBuf frame, WireFormat format) {
        return sqlBytes(frame, format).toString(format.charset());
    }
}
