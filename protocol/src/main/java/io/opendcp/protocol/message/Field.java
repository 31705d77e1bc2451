package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;

/** A length in front of a value: 16 bits with marks among them. Source: {@code docs/protocol/statements.md} 5 and 7.1. */
final class Field {
    static final int NULL = 0xFFFE;
    /** The length follows in 32 bits. */
    static final int LONG = 0xFFFF;
    /** A LOB locator follows: "copy that LOB". */
    static final int LOB_COPY = 0xFFFB;

    static final int EMPTY_LOB = 0xFFFA;
    /** The control block of a value that was streamed follows. */
    static final int STREAMED = 0xFFF9;
    /** Longer values are told in 32 bits. */
    static final int MOST_SHORT = 65_280;

    private Field() {}

    /** Leaves room for a length; returns where. */
    static int open(ByteBuf out) {
        out.writeShortLE(0);
        return out.writerIndex();
    }

    /** Tells the length of what was written since {@link #open} returned {@code start}. */
    static void close(ByteBuf out, int start) {
        int length = out.writerIndex() - start;
        if (length <= MOST_SHORT) {
            out.setShortLE(start - Short.BYTES, length);
        } else {
            ByteBuf value = out.copy(start, length);
            try {
                out.setShortLE(start - Short.BYTES, LONG);
                out.writerIndex(start).writeIntLE(length).writeBytes(value);
            } finally {
                value.release();
            }
        }
    }

    /** Reads a length where only values and NULL may be; -1 for NULL. */
    static int readLength(ByteBuf in) {
        need(in, Short.BYTES);
        int length = in.readUnsignedShortLE();
        if (length == NULL) {
            return -1;
        }
        if (length == LONG) {
            need(in, Integer.BYTES);
            length = in.readIntLE();
            if (length < 0) {
                throw new ProtocolException("value of " + length + " bytes");
            }
        }
        need(in, length);
        return length;
    }

    private static void need(ByteBuf in, int count) {
        if (in.readableBytes() < count) {
            throw new ProtocolException("value of " + count + " bytes; " + in.readableBytes() + " are left");
        }
    }
}
