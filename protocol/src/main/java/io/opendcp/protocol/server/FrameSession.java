package io.opendcp.protocol.server;

import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;

/** What stands behind a connection that has logged in. Called on the connection's event loop only. */
public interface FrameSession {
    /** One request; ownership is taken. The client sends no further one before the reply. */
    void onFrame(Frame frame);

    /** A further piece of a request that came in pieces; ownership is taken. Never called where frames come whole. */
    default void onChunk(FrameChunk chunk) {
        chunk.release();
        throw new IllegalStateException("a chunk came where frames come whole");
    }

    /** The client can, or cannot, take more bytes without piling them up. */
    default void onWritable(boolean writable) {}

    /** The connection is gone. Called once. */
    void onClosed();
}
