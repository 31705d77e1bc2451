package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.login.KeyExchange;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.StartupRequest;
import io.opendcp.protocol.net.Encryption;
import java.io.File;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TLS from the login on, as the protocol's mode 1 has it. Source: {@code docs/protocol/session.md} 6. */
class TlsTest {
    private final DriverPort port;

    TlsTest() throws Exception {
        SslContext server = SslContextBuilder.forServer(file("server.crt"), file("server.key"))
                .trustManager(file("client.crt"))
                .clientAuth(ClientAuth.OPTIONAL)
                .build();
        port = new DriverPort(encryption(server), PortLimits.SERVER.withLogin(Duration.ofSeconds(8)));
    }

    @AfterEach
    void close() {
        port.close();
        assertThat(port.defects).isEmpty();
    }

    private static File file(String name) {
        try {
            return new File(Objects.requireNonNull(TlsTest.class.getResource("/tls/" + name))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Encryption encryption(SslContext context) {
        return new Encryption() {
            @Override
            public SslHandler server(ByteBufAllocator allocator) {
                return context.newHandler(allocator);
            }

            @Override
            public SslHandler client(ByteBufAllocator allocator) {
                return context.newHandler(allocator);
            }
        };
    }

    private static Encryption clients(String trusted) throws SSLException {
        return encryption(SslContextBuilder.forClient()
                .trustManager(file(trusted))
                .endpointIdentificationAlgorithm(null)
                .build());
    }

    /** 8.1.1.193 and its like ask for TLSv1 only, which a JDK of today has switched off. */
    @ParameterizedTest
    @EnumSource(names = "V8_1_1_193", mode = EnumSource.Mode.EXCLUDE)
    void official_drivers_log_in(DriverVersion version) throws Exception {
        try (Connection connection = version.connect(
                port.url(),
                DriverPort.properties("sslFilesPath", file("client.jks").getPath(), "sslKeystorePass", "changeit"))) {
            assertThat(connection.getSchema()).isEqualTo("SYSDBA");
        }
    }

    @Test
    void a_driver_without_a_key_store_is_told_by_itself() {
        assertThatThrownBy(() -> DriverVersion.V8_1_3_140.connect(port.url(), DriverPort.properties()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("SSL");
    }

    private CompletableFuture<DmConnection> connect(Encryption encryption) {
        Offer offer = new Offer(
                11,
                new LoginClient(2, "test", "", ""),
                LoginWishes.plain(1),
                "SYSDBA",
                Password.of("SYSDBA001", StandardCharsets.UTF_8),
                "",
                Duration.ofSeconds(5));
        CompletableFuture<DmConnection> done = new CompletableFuture<>();
        DmClient.connect(port.network, port.address(), offer, encryption, new Connecting() {
            @Override
            public void connected(DmConnection connection) {
                done.complete(connection);
            }

            @Override
            public void failed(DmException error) {
                done.completeExceptionally(error);
            }
        });
        return done;
    }

    private int failure(Encryption encryption) {
        return ((DmException)
                        connect(encryption).handle((in, failure) -> failure).join())
                .code();
    }

    @Test
    void our_client_logs_in_if_it_trusts_the_server() throws Exception {
        DmConnection connection = connect(clients("server.crt")).get(5, TimeUnit.SECONDS);

        assertThat(connection.startup().tls()).isEqualTo(1);
        connection.close();
        assertThat(failure(clients("other.crt"))).as("whom it does not trust").isEqualTo(-6012);
        assertThat(failure(Encryption.NONE)).as("without TLS").isEqualTo(-2004);
    }

    private static byte[] startup() {
        ByteBuf request = StartupRequest.ours(KeyExchange.drawn(new SplittableRandom(1)), 11, "8.1.3.140")
                .encode(Unpooled.buffer());
        return ByteBufUtil.getBytes(request);
    }

    @Test
    void bytes_in_clear_behind_a_startup_are_not_taken_for_encrypted_ones() throws Exception {
        byte[] startup = startup();
        try (Socket socket =
                new Socket(port.address().getAddress(), port.address().getPort())) {
            byte[] both = java.util.Arrays.copyOf(startup, startup.length + 100);
            socket.getOutputStream().write(both);
            InputStream in = socket.getInputStream();
            byte[] reply = in.readAllBytes();
            assertThat(new String(reply, StandardCharsets.UTF_8)).contains("bytes in clear");
        }
    }

    @Test
    void a_login_in_clear_where_the_handshake_is_due_ends_the_connection() throws Exception {
        byte[] startup = startup();
        try (Socket socket =
                new Socket(port.address().getAddress(), port.address().getPort())) {
            socket.getOutputStream().write(startup);
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(64);
            assertThat(header[20]).as("TLS begins").isEqualTo((byte) 1);
            int body = Unpooled.wrappedBuffer(header).getIntLE(6);
            in.readNBytes(body);
            startup[4] = 1; // a LOGIN, whatever is in it
            socket.getOutputStream().write(startup);
            assertThat(in.readAllBytes().length).as("an alert, then the end").isLessThan(64);
        }
    }

    /** A peer that says something again and again, and never comes to an end of it. */
    @Test
    void a_handshake_that_drips_ends_with_the_time_for_a_login() throws Exception {
        port.loginWithin(Duration.ofSeconds(1));
        byte[] hello = new byte[500];
        hello[0] = 22; // handshake, TLS 1.2, a record of 495 bytes
        hello[1] = 3;
        hello[2] = 3;
        hello[3] = 1;
        hello[4] = (byte) 0xEF;
        hello[5] = 1; // a ClientHello of 491 bytes
        hello[7] = 1;
        hello[8] = (byte) 0xEB;
        try (Socket socket =
                new Socket(port.address().getAddress(), port.address().getPort())) {
            socket.getOutputStream().write(startup());
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(64);
            in.readNBytes(Unpooled.wrappedBuffer(header).getIntLE(6));
            socket.setSoTimeout(100);
            int sent = 0;
            while (sent < hello.length - 1) {
                socket.getOutputStream().write(hello[sent++]);
                try {
                    assertThat(in.read()).isEqualTo(-1);
                    break;
                } catch (SocketTimeoutException goesOn) {
                    // it is not over yet
                }
            }
            assertThat(sent).as("100 ms a byte, 1 s in all").isBetween(2, 100);
        }
    }

    @Test
    void silence_before_the_handshake_ends_with_the_time_for_a_login() throws Exception {
        try (Socket socket =
                new Socket(port.address().getAddress(), port.address().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(startup());
            InputStream in = socket.getInputStream();
            byte[] header = in.readNBytes(64);
            in.readNBytes(Unpooled.wrappedBuffer(header).getIntLE(6));
            assertThat(in.read()).isEqualTo(-1);
        }
    }
}
