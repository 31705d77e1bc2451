package io.opendcp.simulator.fault;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelPromise;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * Some bytes on their way; whoever takes a piece passes it on or drops it.
 *
 * @param written whom to tell when the last of them is written; null for requests, which are read
 */
record Piece(ByteBuf bytes, @Nullable ChannelPromise written) {
    int size() {
        return bytes.readableBytes();
    }

    /** The first {@code count} bytes as a piece of their own; this one keeps the rest. */
    Piece split(int count) {
        return new Piece(bytes.readRetainedSlice(count), null);
    }

    /** The connection has ended before these were written. */
    void drop() {
        bytes.release();
        if (written != null && !written.isVoid()) {
            written.tryFailure(new ClosedChannelException());
        }
    }

    /** The bytes vanish; nobody is told. */
    void vanish() {
        bytes.release();
    }
}
