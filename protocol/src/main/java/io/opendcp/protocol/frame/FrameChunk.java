package io.opendcp.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/** A further piece of a frame too long to be held; owns its buffer. */
public final class FrameChunk extends DefaultByteBufHolder {
    private final boolean last;

    public FrameChunk(ByteBuf bytes, boolean last) {
        super(bytes);
        this.last = last;
    }

    /** Whether the frame ends with this piece. */
    public boolean last() {
        return last;
    }

    @Override
    public FrameChunk replace(ByteBuf content) {
        return new FrameChunk(content, last);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FrameChunk chunk && chunk.last == last && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode() + (last ? 1 : 0);
    }
}
