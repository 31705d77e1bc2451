package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.opendcp.protocol.frame.ProtocolException;

/**
 * Reads a message that passes by in pieces of any size: parts of it, each when all its bytes are here, and no more than that. What
 * lies between is skipped.
 */
abstract class Passing {
    /** What {@link #needs} says when all that is left passes by. */
    static final int NOTHING = -1;

    /** The beginning of a part whose end is still to come. */
    private byte[] carry = {};

    private long skip;

    /** Bytes of the next part, {@link #NOTHING} if there is none. */
    abstract int needs();

    /** Reads the part that begins at index {@code at}; may change it in place. */
    abstract void read(ByteBuf bytes, int at);

    /** So many bytes more are passed over before the next part, or behind the one that is being read. */
    final void skip(long bytes) {
        skip += bytes;
    }

    /**
     * The next piece of the message, header included.
     *
     * @param bytes ownership is taken
     * @param last whether none follows
     * @return what can be passed on by now; a few bytes may be held back until the next piece
     * @throws ProtocolException if lengths do not add up; {@code bytes} are released then
     */
    public final ByteBuf pass(ByteBuf bytes, boolean last) {
        boolean read = false;
        ByteBuf passing = joined(bytes);
        try {
            int held = walk(passing);
            if (last && held > 0) {
                throw new ProtocolException("message ends " + (needs() - held) + " bytes early");
            }
            carry = ByteBufUtil.getBytes(passing, passing.writerIndex() - held, held);
            passing.writerIndex(passing.writerIndex() - held);
            read = true;
            return passing;
        } finally {
            if (!read) {
                passing.release();
            }
        }
    }

    /** Behind what was held back. */
    private ByteBuf joined(ByteBuf bytes) {
        if (carry.length == 0) {
            return bytes;
        }
        try {
            return bytes.alloc()
                    .buffer(carry.length + bytes.readableBytes())
                    .writeBytes(carry)
                    .writeBytes(bytes);
        } finally {
            bytes.release();
        }
    }

    /** Returns how many bytes at the end are the beginning of a part. */
    private int walk(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        for (int needs = needs(); needs != NOTHING; needs = needs()) {
            if (skip > end - at) {
                skip -= end - at;
                return 0;
            }
            at += (int) skip;
            skip = 0;
            if (needs > end - at) {
                return end - at;
            }
            read(bytes, at);
            at += needs;
        }
        return 0;
    }
}
