package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.type.WireFormat;

/** The message of an error reply. Source: {@code docs/protocol/session.md} 10.1. */
final class ErrorText {
    private static final int STRINGS = 4;

    private ErrorText() {}

    /** The error that {@code frame} tells; releases the frame. A message that is not all here is empty. */
    static DmException of(Frame frame, WireFormat format) {
        try {
            return DmException.relayed(Header.code(frame.content()), message(frame.body(), format));
        } finally {
            frame.release();
        }
    }

    private static String message(ByteBuf body, WireFormat format) {
        for (int i = 1; i <= STRINGS; i++) {
            if (body.readableBytes() < Integer.BYTES) {
                return "";
            }
            int length = body.readIntLE();
            if (length < 0 || length > body.readableBytes()) {
                return "";
            }
            if (i == STRINGS) {
                return body.readCharSequence(length, format.charset()).toString();
            }
            body.skipBytes(length);
        }
        return "";
    }
}
