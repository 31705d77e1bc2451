package io.opendcp.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.channel.DefaultEventLoop;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkTest {
    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Network network = Network.sockets(loop, new TurnedTime(Instant.EPOCH), Chance.of(1, "test"));

    @AfterEach
    void end() {
        loop.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void a_call_from_outside_is_made_on_the_loop_and_waited_for() {
        assertThat(network.<Boolean>call(loop::inEventLoop)).isTrue();
    }

    @Test
    void a_call_from_the_loop_is_made_at_once() {
        assertThat(network.<String>call(() -> network.call(() -> "at once"))).isEqualTo("at once");
    }

    @Test
    void what_a_call_throws_is_thrown() {
        IllegalStateException thrown = new IllegalStateException("no");
        assertThatThrownBy(() -> network.call(() -> {
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThatThrownBy(() -> network.call(() -> network.call(() -> {
                    throw thrown;
                })))
                .isSameAs(thrown);
    }
}
