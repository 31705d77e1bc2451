package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.charset.Charset;

/**
 * Texts inside bodies: behind a byte count of 1, 2 or 4 bytes, or in front of a zero byte. Every count is checked
 * against what is there. Source: {@code docs/protocol/statements.md}, conventions.
 */
public final class WireText {
    private WireText() {}

    public static String read1(ByteBuf in, Charset charset) {
        need(in, Byte.BYTES, "text length");
        return read(in, in.readUnsignedByte(), charset);
    }

    public static String read2(ByteBuf in, Charset charset) {
        need(in, Short.BYTES, "text length");
        return read(in, in.readUnsignedShortLE(), charset);
    }

    public static String read4(ByteBuf in, Charset charset) {
        need(in, Integer.BYTES, "text length");
        return read(in, in.readIntLE(), charset);
    }

    /** The text of {@code count} bytes at the reader index. */
    public static String read(ByteBuf in, int count, Charset charset) {
        need(in, count, "text");
        return in.readCharSequence(count, charset).toString();
    }

    /** The text up to the next zero byte, which is taken too. */
    public static String readZero(ByteBuf in, Charset charset) {
        int count = in.bytesBefore((byte) 0);
        if (count < 0) {
            throw new ProtocolException("text without a zero byte at its end");
        }
        String text = read(in, count, charset);
        in.skipBytes(1);
        return text;
    }

    public static void write1(ByteBuf out, String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        out.writeByte(bytes.length).writeBytes(bytes);
    }

    public static void write2(ByteBuf out, String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        out.writeShortLE(bytes.length).writeBytes(bytes);
    }

    public static void write4(ByteBuf out, String text, Charset charset) {
        byte[] bytes = text.getBytes(charset);
        out.writeIntLE(bytes.length).writeBytes(bytes);
    }

    /** The text alone. */
    public static void write(ByteBuf out, String text, Charset charset) {
        out.writeBytes(text.getBytes(charset));
    }

    public static void writeZero(ByteBuf out, String text, Charset charset) {
        out.writeBytes(text.getBytes(charset)).writeByte(0);
    }

    /** @throws ProtocolException if fewer than {@code count} bytes are left, or it is negative */
    public static void need(ByteBuf in, int count, String what) {
        if (count < 0 || in.readableBytes() < count) {
            throw new ProtocolException(what + " of " + count + " bytes; " + in.readableBytes() + " are left");
        }
    }
}
