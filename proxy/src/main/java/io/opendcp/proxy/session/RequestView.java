package io.opendcp.proxy.session;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;

/**
 * Single fields of a statement request, read where they lie. Source: {@code docs/protocol/statements.md} 2.
 */
final class RequestView {
    private static final int AUTO_COMMIT = 20;
    private static final int DIRECT = 21;
    private static final int FORWARD_ONLY = 23;
    /** Kinds of generated keys from which on a list of columns stands at the start of the body. */
    private static final int KEYS_BY_NAME = 2;

    private static final int KEYS_BY_INDEX = 3;

    private RequestView() {}

    static boolean autoCommit(ByteBuf frame) {
        return Header.u8(frame, AUTO_COMMIT) == 1;
    }

    /** PREPARE: whether it is to be executed at once. */
    static boolean direct(ByteBuf frame) {
        return Header.u8(frame, DIRECT) == 1;
    }

    static boolean forwardOnly(ByteBuf frame) {
        return Header.u8(frame, FORWARD_ONLY) == 1;
    }

    /** EXECUTE, EXECUTE2, EXECUTE DIRECT: number of parameters, 0 to 65535. */
    static int parameters(ByteBuf frame) {
        return Header.u8(frame, 21) | Header.u8(frame, 22) << 8;
    }

    /** EXECUTE, EXECUTE2, EXECUTE DIRECT: number of bound rows, not yet believed. */
    static long rows(ByteBuf frame) {
        return frame.getLongLE(frame.readerIndex() + 24);
    }

    /** EXECUTE DIRECT: whether parameter declarations carry names. */
    static boolean named(ByteBuf frame) {
        return Header.u8(frame, 61) == 1;
    }

    /** FETCH: the first row wanted. */
    static long position(ByteBuf frame) {
        return frame.getLongLE(frame.readerIndex() + 20);
    }

    /** Index in the frame behind the list of generated key columns, where there is one. */
    static int afterKeys(ByteBuf frame, Command command) {
        int kind = switch (command) {
            case PREPARE -> direct(frame) ? Header.u8(frame, 38) : 0;
            default -> Header.u8(frame, 48);
        };
        int at = frame.readerIndex() + Header.LENGTH;
        if (kind != KEYS_BY_NAME && kind != KEYS_BY_INDEX) {
            return at;
        }
        need(frame, at, Short.BYTES);
        int count = frame.getUnsignedShortLE(at);
        at += Short.BYTES;
        for (int i = 0; i < count; i++) {
            at = kind == KEYS_BY_NAME ? zero(frame, at) + 1 : at + Short.BYTES;
        }
        need(frame, at, 0);
        return at;
    }

    /** The text between {@code from} and its zero byte, as a view; not retained. */
    static ByteBuf text(ByteBuf frame, int from) {
        return frame.slice(from, zero(frame, from) - from);
    }

    private static int zero(ByteBuf frame, int from) {
        int end = from > frame.writerIndex() ? -1 : frame.indexOf(from, frame.writerIndex(), (byte) 0);
        if (end < 0) {
            throw new ProtocolException("a text without its zero byte within " + frame.readableBytes() + " bytes");
        }
        return end;
    }

    private static void need(ByteBuf frame, int at, int count) {
        if (at + count > frame.writerIndex()) {
            throw new ProtocolException("list of generated key columns ends early");
        }
    }
}
