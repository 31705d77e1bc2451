package io.opendcp.proxy.pool;

import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameChunk;

/** Who is owed the reply to the request under way on a {@link Backend}: one frame, perhaps with chunks, or the loss. */
public interface ReplyTaker {
    /** The reply, or its first part; ownership is taken. When it is whole, the backend can be asked again at once. */
    void onReply(Frame frame);

    /** A further piece; ownership is taken. After the last one the backend can be asked again at once. */
    void onReplyChunk(FrameChunk chunk);

    /** The EP can, or cannot, take more of the request. */
    default void onBackendWritable(boolean writable) {}

    /** The connection ended before the reply did. */
    void onLost();
}
