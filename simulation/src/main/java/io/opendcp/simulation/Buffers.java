package io.opendcp.simulation;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.Channel;

/** The memory of all connections of a simulation: what waits to be read, sent or passed on, wherever that is. */
final class Buffers {
    private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false);
    private long most;

    /** From now on {@code channel} has its memory from here. */
    void serve(Channel channel) {
        channel.config().setAllocator(allocator);
    }

    /** Bytes in use now. */
    long bytes() {
        return allocator.metric().usedHeapMemory() + allocator.metric().usedDirectMemory();
    }

    /** Time is about to pass: what is in use now waits. */
    void look() {
        most = Math.max(most, bytes());
    }

    /** The most bytes that ever waited. */
    long most() {
        return most;
    }
}
