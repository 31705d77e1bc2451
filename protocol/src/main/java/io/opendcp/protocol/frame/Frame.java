package io.opendcp.protocol.frame;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.DefaultByteBufHolder;

/**
 * Header and body as they travel, or the first part of a frame too long to be held. It owns its buffer: whoever takes
 * a frame releases it or passes it on.
 */
public final class Frame extends DefaultByteBufHolder {
    private final int following;

    public Frame(ByteBuf bytes) {
        this(bytes, 0);
    }

    /**
     * @param following how many bytes of this frame come later, as {@link FrameChunk}s
     */
    public Frame(ByteBuf bytes, int following) {
        super(bytes);
        this.following = following;
    }

    public Command command() {
        return Header.command(content());
    }

    public int handle() {
        return Header.handle(content());
    }

    /** Whether all of the frame is here. */
    public boolean whole() {
        return following == 0;
    }

    /** Bytes of this frame that are still to come. */
    public int following() {
        return following;
    }

    /** The part of the body that is here; a view, not retained. */
    public ByteBuf body() {
        ByteBuf bytes = content();
        return bytes.slice(bytes.readerIndex() + Header.LENGTH, bytes.readableBytes() - Header.LENGTH);
    }

    @Override
    public Frame replace(ByteBuf content) {
        return new Frame(content, following);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame && frame.following == following && super.equals(other);
    }

    @Override
    public int hashCode() {
        return super.hashCode() + following;
    }

    @Override
    public String toString() {
        return refCnt() == 0
                ? "released frame"
                : command() + " handle " + handle() + " code " + Header.code(content()) + " body "
                        + Header.bodyLength(content());
    }
}
