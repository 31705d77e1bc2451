package io.opendcp.protocol.login;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/** Length-prefixed fields of startup and login bodies, and the frame around them. */
final class Wire {
    private Wire() {}

    /** i32 count and that many bytes, at most {@code longest}. */
    static byte[] bytes(ByteBuf body, int longest, String what) {
        need(body, Integer.BYTES, what);
        return taken(body, body.readIntLE(), longest, what);
    }

    /** u8 count and text. */
    static String text1(ByteBuf body, Charset charset, String what) {
        need(body, 1, what);
        return new String(taken(body, body.readUnsignedByte(), 255, what), charset);
    }

    /** u16 count and text. */
    static String text2(ByteBuf body, Charset charset, String what) {
        need(body, Short.BYTES, what);
        return new String(taken(body, body.readUnsignedShortLE(), 65_535, what), charset);
    }

    /** i32 count and text. */
    static String text(ByteBuf body, Charset charset, int longest, String what) {
        return new String(bytes(body, longest, what), charset);
    }

    static void write(ByteBuf body, byte[] bytes) {
        body.writeIntLE(bytes.length);
        body.writeBytes(bytes);
    }

    static void write(ByteBuf body, String text, Charset charset) {
        write(body, text.getBytes(charset));
    }

    static void write1(ByteBuf body, String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        body.writeByte(bytes.length);
        body.writeBytes(bytes);
    }

    static void write2(ByteBuf body, String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        body.writeShortLE(bytes.length);
        body.writeBytes(bytes);
    }

    /** The status block: schema, table, column (all empty) and message. Source: session.md 10.1. */
    static void status(ByteBuf body, @Nullable String message, Charset charset) {
        body.writeZero(3 * Integer.BYTES);
        write(body, message == null ? "" : message, charset);
    }

    /** Reads a status block and returns its message. */
    static String status(ByteBuf body, Charset charset) {
        for (int i = 0; i < 3; i++) {
            bytes(body, 65_535, "status block");
        }
        return text(body, charset, 1 << 20, "message");
    }

    /** An empty header; the body is written behind it and {@link #close} ends the frame. */
    static ByteBuf open(ByteBuf out, int command, int code) {
        out.writeZero(Header.LENGTH);
        out.setShortLE(4, command);
        out.setIntLE(10, code);
        return out;
    }

    static ByteBuf close(ByteBuf out) {
        out.setIntLE(6, out.readableBytes() - Header.LENGTH);
        Header.seal(out);
        return out;
    }

    private static byte[] taken(ByteBuf body, int count, int longest, String what) {
        if (count < 0 || count > longest) {
            throw new ProtocolException(what + " of " + count + " bytes; at most " + longest);
        }
        need(body, count, what);
        byte[] bytes = new byte[count];
        body.readBytes(bytes);
        return bytes;
    }

    static void need(ByteBuf body, int count, String what) {
        if (body.readableBytes() < count) {
            throw new ProtocolException(what + " needs " + count + " bytes, " + body.readableBytes() + " are left");
        }
    }
}
