package io.opendcp.protocol.frame;

/** Who takes the frames of a connection. Called on the connection's event loop only. */
public interface FrameListener {
    /** A frame, or the first part of one too long to be held; ownership is taken. */
    void onFrame(Frame frame);

    /** A further piece of a frame that came in pieces; ownership is taken. Never called where frames come whole. */
    default void onChunk(FrameChunk chunk) {
        chunk.release();
        throw new IllegalStateException("a chunk came where frames come whole");
    }

    /** The other side can, or cannot, take more bytes without piling them up here. */
    default void onWritable(boolean writable) {}

    /** The connection is gone. Called once. */
    void onClosed();
}
