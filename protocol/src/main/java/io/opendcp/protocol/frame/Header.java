package io.opendcp.protocol.frame;

import io.netty.buffer.ByteBuf;

/**
 * The 64-byte header as a view over a buffer whose reader index stands on its first byte; little endian, never
 * compressed or encrypted. Source: {@code docs/protocol/session.md} 2.1.
 */
public final class Header {
    /** Bytes in front of every body. */
    public static final int LENGTH = 64;

    private static final int HANDLE = 0;
    private static final int COMMAND = 4;
    private static final int BODY_LENGTH = 6;
    private static final int CODE = 10;
    private static final int COMPRESSED = 18;
    private static final int CHECKSUM = 19;

    private Header() {}

    /** Statement handle, 0 when the message is not about a statement. */
    public static int handle(ByteBuf frame) {
        return frame.getIntLE(frame.readerIndex() + HANDLE);
    }

    public static Command command(ByteBuf frame) {
        return Command.of(commandCode(frame));
    }

    /** The command as it travels, for codes that have no name. */
    public static int commandCode(ByteBuf frame) {
        return frame.getUnsignedShortLE(frame.readerIndex() + COMMAND);
    }

    /** Bytes after the header, as sent. Not yet believed: may be negative or absurd. */
    public static int bodyLength(ByteBuf frame) {
        return frame.getIntLE(frame.readerIndex() + BODY_LENGTH);
    }

    /** Replies: 0 fine, negative an error, positive a warning. */
    public static int code(ByteBuf frame) {
        return frame.getIntLE(frame.readerIndex() + CODE);
    }

    public static boolean compressed(ByteBuf frame) {
        return frame.getByte(frame.readerIndex() + COMPRESSED) != 0;
    }

    /** A field of the command, {@code offset} 20 to 63. */
    public static int u8(ByteBuf frame, int offset) {
        return frame.getUnsignedByte(frame.readerIndex() + offset);
    }

    public static int i32(ByteBuf frame, int offset) {
        return frame.getIntLE(frame.readerIndex() + offset);
    }

    public static int u16(ByteBuf frame, int offset) {
        return frame.getUnsignedShortLE(frame.readerIndex() + offset);
    }

    public static long i64(ByteBuf frame, int offset) {
        return frame.getLongLE(frame.readerIndex() + offset);
    }

    /**
     * Begins a frame at the writer index, which must be where reading begins too: a header with everything else zero.
     * The body is written behind it, then {@link #close} is called.
     */
    public static ByteBuf open(ByteBuf out, Command command, int handle, int code) {
        out.writeIntLE(handle).writeShortLE(command.code()).writeIntLE(0).writeIntLE(code);
        return out.writeZero(LENGTH - 14);
    }

    /** Fills in the length of what has been written behind {@link #open}, and the checksum. */
    public static ByteBuf close(ByteBuf out) {
        out.setIntLE(out.readerIndex() + BODY_LENGTH, out.readableBytes() - LENGTH);
        seal(out);
        return out;
    }

    public static void setU16(ByteBuf frame, int offset, int value) {
        frame.setShortLE(frame.readerIndex() + offset, value);
    }

    public static void setI32(ByteBuf frame, int offset, int value) {
        frame.setIntLE(frame.readerIndex() + offset, value);
    }

    public static void setI64(ByteBuf frame, int offset, long value) {
        frame.setLongLE(frame.readerIndex() + offset, value);
    }

    /** Changes the handle and mends the checksum: the one change a relay makes to every frame. */
    public static void rehandle(ByteBuf frame, int handle) {
        frame.setIntLE(frame.readerIndex() + HANDLE, handle);
        seal(frame);
    }

    /** Changes one byte of the command's fields; the checksum does not cover them. */
    public static void setU8(ByteBuf frame, int offset, int value) {
        frame.setByte(frame.readerIndex() + offset, value);
    }

    /** Computes the header checksum, over the final length. */
    public static void seal(ByteBuf frame) {
        frame.setByte(frame.readerIndex() + CHECKSUM, checksum(frame));
    }

    /** Whether the header checksum is right. */
    public static boolean sealed(ByteBuf frame) {
        return frame.getByte(frame.readerIndex() + CHECKSUM) == checksum(frame);
    }

    /** XOR of bytes 0 to 18. */
    private static byte checksum(ByteBuf frame) {
        int at = frame.readerIndex();
        long words = frame.getLong(at) ^ frame.getLong(at + 8);
        int xor = (int) (words ^ (words >>> 32));
        xor ^= xor >>> 16;
        xor ^= xor >>> 8;
        return (byte) (xor ^ frame.getByte(at + 16) ^ frame.getByte(at + 17) ^ frame.getByte(at + 18));
    }
}
