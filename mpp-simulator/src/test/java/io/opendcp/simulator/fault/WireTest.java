package io.opendcp.simulator.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.TurnedTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A wire before a server that knows nothing of faults. */
class WireTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network =
            Network.sockets(group.next(), new TurnedTime(Instant.EPOCH), new SplittableRandom(2));
    private ServerSocket listening;
    private Wire wire;
    private Socket client;
    private Socket server;

    @BeforeEach
    void connect() throws IOException {
        listening = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        wire = new Wire(network, listening.getLocalSocketAddress());
        client = new Socket();
        client.setSoTimeout(PATIENCE_MILLIS);
        client.connect(wire.address());
        server = listening.accept();
        server.setSoTimeout(PATIENCE_MILLIS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        wire.close();
        listening.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private void suffers(Fault fault) {
        network.loop().submit(() -> wire.faults().suffers(fault)).syncUninterruptibly();
    }

    @Test
    void bytes_go_both_ways_and_the_end_follows_them() throws IOException {
        client.getOutputStream().write(new byte[] {1, 2, 3});
        assertThat(server.getInputStream().readNBytes(3)).containsExactly(1, 2, 3);
        server.getOutputStream().write(new byte[] {4, 5});
        server.close();

        assertThat(client.getInputStream().readAllBytes()).containsExactly(4, 5);
    }

    @Test
    void the_end_of_the_client_comes_to_the_server() throws IOException {
        client.getOutputStream().write(1);
        client.close();

        assertThat(server.getInputStream().readAllBytes()).containsExactly(1);
    }

    @Test
    void replies_are_cut_where_the_fault_says() throws IOException {
        suffers(new CutAfter(Direction.REPLIES, 2));
        server.getOutputStream().write(new byte[] {4, 5, 6});

        assertThat(client.getInputStream().readAllBytes()).containsExactly(4, 5);
        assertThat(server.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void requests_are_cut_where_the_fault_says() throws IOException {
        suffers(new CutAfter(Direction.REQUESTS, 2));
        client.getOutputStream().write(new byte[] {4, 5, 6});

        assertThat(server.getInputStream().readAllBytes()).containsExactly(4, 5);
    }

    @Test
    void a_server_that_cannot_be_reached_ends_the_client() throws IOException {
        int free = ((InetSocketAddress) listening.getLocalSocketAddress()).getPort();
        listening.close();
        try (Wire nowhere = new Wire(network, new InetSocketAddress("127.0.0.1", free));
                Socket lost = new Socket()) {
            lost.setSoTimeout(PATIENCE_MILLIS);
            lost.connect(nowhere.address());

            assertThat(lost.getInputStream().read()).isEqualTo(-1);
        }
    }
}
