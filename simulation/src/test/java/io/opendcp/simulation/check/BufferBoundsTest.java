package io.opendcp.simulation.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BufferBoundsTest {
    private static final int MIB = 1 << 20;

    @Test
    void a_request_and_a_reply_of_each_client_may_wait() {
        assertThat(BufferBounds.check(3, 6 * MIB, 0)).isEmpty();
    }

    @Test
    void more_is_found() {
        assertThat(BufferBounds.check(1, 2 * MIB + 1, 0))
                .extracting(Violation::sentence)
                .containsExactly("2097153 bytes waited; 1 clients make at most 2097152");
    }

    @Test
    void what_is_left_is_found() {
        assertThat(BufferBounds.check(1, 0, 64))
                .extracting(Violation::sentence)
                .containsExactly("the clients have gone, and 64 bytes are still in use");
    }
}
