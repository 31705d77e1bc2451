package io.opendcp.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/**
 * Cuts a byte stream into frames: whole ones up to a limit, longer ones as a {@link Frame} that holds their first part
 * and {@link FrameChunk}s with the rest. Header checksums are checked; body CRC is never granted by us and therefore
 * not understood here. A header that cannot be believed is a {@link ProtocolException}, after which nothing more is read.
 * Source: {@code docs/protocol/session.md} 2.
 */
public final class FrameDecoder extends ByteToMessageDecoder {
    /** The driver's own limit for a frame, 512 MiB. */
    public static final int LONGEST = 536_870_912;

    private final int held;
    private int longest;
    private int following;
    private boolean broken;

    private FrameDecoder(int held, int longest) {
        this.held = held;
        this.longest = longest;
    }

    /** Emits only whole frames, of at most {@code longest} bytes, header included. */
    public static FrameDecoder whole(int longest) {
        return new FrameDecoder(longest, longest);
    }

    /** Emits frames of up to {@code held} bytes whole, longer ones in pieces. */
    public static FrameDecoder streaming(int held, int longest) {
        return new FrameDecoder(held, longest);
    }

    /** From now on frames may have up to {@code bytes}: strangers are given less than those who have logged in. */
    public void longest(int bytes) {
        longest = bytes;
    }

    /** Whether part of a frame has come and part of it has not. */
    public boolean amidFrame() {
        return following > 0 || actualReadableBytes() > 0;
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) {
        if (broken) {
            in.skipBytes(in.readableBytes());
        } else if (following > 0) {
            ByteBuf piece = in.readRetainedSlice(Math.min(following, in.readableBytes()));
            following -= piece.readableBytes();
            out.add(new FrameChunk(piece, following == 0));
        } else if (in.readableBytes() >= Header.LENGTH) {
            long length = believedLength(in);
            long now = Math.min(length, held);
            if (in.readableBytes() >= now) {
                following = (int) (length - now);
                out.add(new Frame(in.readRetainedSlice((int) now), following));
            }
        }
    }

    private long believedLength(ByteBuf in) {
        int body = Header.bodyLength(in);
        if (body < 0 || (long) body + Header.LENGTH > longest) {
            broken = true;
            throw new ProtocolException("frame body of " + body + " bytes; at most " + (longest - Header.LENGTH));
        }
        if (!Header.sealed(in)) {
            broken = true;
            throw new ProtocolException("header checksum does not match");
        }
        return (long) body + Header.LENGTH;
    }
}
