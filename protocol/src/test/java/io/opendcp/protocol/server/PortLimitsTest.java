package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.net.Encryption;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many strangers a port lets be, of one host and in all, and for how long. */
class PortLimitsTest {
    private static final int LIVES_MS = 300;
    private final Deque<Socket> open = new ArrayDeque<>();
    private DriverPort port;

    @BeforeEach
    void listen() throws IOException {
        PortLimits limits =
                PortLimits.SERVER.withStrangers(4).withOfOneSource(2).withLogin(Duration.ofHours(1));
        port = new DriverPort(Encryption.NONE, limits);
    }

    @AfterEach
    void close() throws IOException {
        for (Socket each : open) {
            each.close();
        }
        port.close();
        assertThat(port.defects).isEmpty();
    }

    private Socket from(String host) throws IOException {
        Socket socket = new Socket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(host), 0));
        socket.connect(port.address());
        open.add(socket);
        return socket;
    }

    private static boolean ended(Socket socket, int withinMs) throws IOException {
        socket.setSoTimeout(withinMs);
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException lives) {
            return false;
        }
    }

    private boolean letBe(String host) throws IOException {
        Socket socket = from(host);
        boolean ended = ended(socket, LIVES_MS);
        if (ended) {
            open.remove(socket);
            socket.close();
        }
        return !ended;
    }

    @Test
    void one_host_has_its_share_and_others_have_the_rest() throws IOException {
        assertThat(letBe("127.0.0.1")).isTrue();
        assertThat(letBe("127.0.0.1")).isTrue();
        assertThat(letBe("127.0.0.1")).as("a third of one host").isFalse();
        assertThat(letBe("127.0.0.2")).isTrue();
        assertThat(letBe("127.0.0.3")).isTrue();
        assertThat(letBe("127.0.0.4")).as("a fifth in all").isFalse();
    }

    @Test
    void whoever_goes_or_logs_in_makes_room() throws Exception {
        Socket gone = from("127.0.0.1");
        from("127.0.0.1");
        assertThat(letBe("127.0.0.1")).isFalse();
        gone.close();
        await().until(() -> letBe("127.0.0.1"));
        assertThat(letBe("127.0.0.1")).isFalse();

        open.remove().close();
        open.remove().close();
        await().untilAsserted(() -> {
            try (Connection first = DriverVersion.V8_1_3_140.connect(port.url(), DriverPort.properties());
                    Connection second = DriverVersion.V8_1_3_140.connect(port.url(), DriverPort.properties())) {
                assertThat(first.isClosed() || second.isClosed()).isFalse();
                assertThat(letBe("127.0.0.1"))
                        .as("who has logged in is no stranger")
                        .isTrue();
            }
        });
    }

    @Test
    void a_new_time_for_logins_holds_for_who_comes_then() throws IOException {
        Socket before = from("127.0.0.1");
        assertThat(ended(before, LIVES_MS)).isFalse();
        port.loginWithin(Duration.ofMillis(50));
        assertThat(ended(from("127.0.0.1"), 20_000)).isTrue();
        assertThat(ended(before, LIVES_MS)).isFalse();
        port.loginWithin(Duration.ofHours(1));
        assertThat(letBe("127.0.0.1")).isTrue();
    }
}
