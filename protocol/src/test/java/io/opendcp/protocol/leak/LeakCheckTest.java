package io.opendcp.protocol.leak;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.api.Test;

class LeakCheckTest {
    @Test
    void a_buffer_that_nobody_released_is_found() {
        leak(ByteBufAllocator.DEFAULT);
        leak(PooledByteBufAllocator.DEFAULT);

        assertThat(LeakCheck.leaks()).hasSize(2);
        assertThat(LeakCheck.leaks()).isEmpty();
    }

    private static void leak(ByteBufAllocator allocator) {
        ByteBuf lost = allocator.buffer(64);
        lost.writeByte(1);
    }

    @Test
    void released_buffers_are_not() {
        ByteBufAllocator.DEFAULT.buffer(64).release();

        assertThat(LeakCheck.leaks()).isEmpty();
    }
}
