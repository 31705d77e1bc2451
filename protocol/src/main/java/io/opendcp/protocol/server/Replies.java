package io.opendcp.protocol.server;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;

/** The way back to the client of a {@link FrameSession}. */
public interface Replies {
    ByteBufAllocator allocator();

    /** Sends bytes of a frame, header and checksum complete; ownership is taken. */
    void send(ByteBuf bytes);

    /** Sends what has been handed over, then closes the connection. Idempotent. */
    void end();

    /** Whether requests are read at all: back-pressure from the far side. */
    void reading(boolean on);
}
