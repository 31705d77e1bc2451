package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;

/**
 * "No": an answer to any request. Source: {@code docs/protocol/statements.md} 10.
 *
 * @param command that of the request
 * @param layout where the transaction status stands
 * @param code negative
 * @param transaction ignored where the layout has no room for it
 */
public record ErrorReply(
        Command command, int handle, Layout layout, int code, String message, TransactionStatus transaction) {

    /** The layout of the reply that the client hoped for; its transaction status is read also in errors. */
    public enum Layout {
        PREPARE(34),
        EXECUTE(60),
        /** No status. */
        OTHER(0);

        private final int status;

        Layout(int status) {
            this.status = status;
        }
    }

    private static final int NAMES = 3;

    /** @param layout as the request implies: a frame does not say it */
    public static ErrorReply decode(Frame frame, Layout layout, WireFormat format) {
        ByteBuf body = frame.body();
        int code = Header.code(frame.content());
        if (code >= 0) {
            throw new ProtocolException("code " + code + " of an error; negative");
        }
        for (int i = 0; i < NAMES; i++) {
            WireText.read4(body, format.charset());
        }
        String message = WireText.read4(body, format.charset());
        int status = layout.status == 0 ? 0 : Header.i32(frame.content(), layout.status);
        return new ErrorReply(frame.command(), frame.handle(), layout, code, message, TransactionStatus.of(status));
    }

    /** Header, body and checksum, appended to the empty {@code out}, which is returned. */
    public ByteBuf encode(ByteBuf out, WireFormat format) {
        Header.open(out, command, handle, code);
        if (layout.status != 0) {
            Header.setI32(out, layout.status, transaction.code());
        }
        out.writeZero(NAMES * Integer.BYTES);
        WireText.write4(out, message, format.charset());
        return Header.close(out);
    }
}
