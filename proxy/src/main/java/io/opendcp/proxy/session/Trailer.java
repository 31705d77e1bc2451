package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;

/**
 * Key/value pairs behind a reply's body. The only one that clients act upon is {@code SWITCH=host:port}, after which they
 * connect there; no client is to be sent to an EP. Source: {@code docs/protocol/session.md} 2.5.
 */
final class Trailer {
    private static final int OFFSET = 16;
    private static final int BODY_LENGTH = 6;

    private Trailer() {}

    /** Takes it off; where the frame is not all here, it stays as bytes behind the body that nobody is told of. */
    static void cut(Frame frame) {
        ByteBuf bytes = frame.content();
        int at = Header.u16(bytes, OFFSET);
        if (at == 0) {
            return;
        }
        Header.setU16(bytes, OFFSET, 0);
        if (frame.whole() && at >= Header.LENGTH && at <= bytes.readableBytes()) {
            bytes.writerIndex(bytes.readerIndex() + at);
            Header.setI32(bytes, BODY_LENGTH, at - Header.LENGTH);
        }
        Header.seal(bytes);
    }
}
