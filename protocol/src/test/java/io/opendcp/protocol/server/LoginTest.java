package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The official driver, and strangers, at a port. */
class LoginTest implements Door {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(1));
    private final BlockingQueue<Throwable> defects = new LinkedBlockingQueue<>();
    private final AtomicInteger open = new AtomicInteger();
    private final BlockingQueue<LoginRequest> logins = new LinkedBlockingQueue<>();
    private DmPort port;

    @BeforeEach
    void listen() throws IOException {
        PortLimits limits = PortLimits.SERVER.withLogin(Duration.ofSeconds(2)).withHalfFrame(Duration.ofSeconds(1));
        port = DmPort.listen(network, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), this, limits);
    }

    @AfterEach
    void close() {
        port.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        assertThat(defects).isEmpty();
    }

    @Override
    public StartupTerms terms() {
        return StartupTerms.OURS;
    }

    @Override
    public void onLogin(LoginRequest request, Visit visit) {
        logins.add(request);
        if (!request.password().text(StandardCharsets.UTF_8).equals("SYSDBA001")) {
            visit.refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
            return;
        }
        LoginReply reply =
                new LoginReply(ServerState.open("DMSERVER", Sites.NONE), 1, true, request.user(), "", "", 42);
        visit.accept(reply, replies -> {
            open.incrementAndGet();
            return new FrameSession() {
                @Override
                public void onFrame(Frame frame) {
                    frame.release();
                    replies.end();
                }

                @Override
                public void onClosed() {
                    open.decrementAndGet();
                }
            };
        });
    }

    @Override
    public void onDefect(Throwable defect) {
        defects.add(defect);
    }

    private Connection connect(String password, String... properties) throws SQLException {
        Properties all = new Properties();
        all.setProperty("user", "SYSDBA");
        all.setProperty("password", password);
        for (int i = 0; i < properties.length; i += 2) {
            all.setProperty(properties[i], properties[i + 1]);
        }
        return DriverManager.getConnection("jdbc:dm://127.0.0.1:" + portNumber(), all);
    }

    private int portNumber() {
        return ((InetSocketAddress) port.address()).getPort();
    }

    @ParameterizedTest
    @ValueSource(strings = {"true", "false"})
    void the_official_driver_logs_in_with_and_without_key_exchange(String encrypted) throws Exception {
        try (Connection connection = connect("SYSDBA001", "loginEncrypt", encrypted, "appName", "shop")) {
            assertThat(connection.isClosed()).isFalse();
            assertThat(connection.getSchema()).isEqualTo("SYSDBA");
            LoginRequest login = logins.take();
            assertThat(login.user()).isEqualTo("SYSDBA");
            assertThat(login.client().application()).isEqualTo("shop");
            assertThat(open).hasValue(1);
        }
        await().untilAsserted(() -> assertThat(open).hasValue(0));
    }

    @ParameterizedTest
    @CsvSource({"cn,用户名或密码错误", "en,Invalid username or password"})
    void a_wrong_password_is_refused_in_the_clients_language(String language, String text) {
        SQLException error = catchThrowableOfType(SQLException.class, () -> connect("wrong", "language", language));

        assertThat(error.getErrorCode()).isEqualTo(-2501);
        assertThat(error.getMessage()).contains(text);
    }

    @Test
    void nonsense_is_answered_once_and_ended() throws Exception {
        for (byte[] nonsense : new byte[][] {
            "GET / HTTP/1.1\r\nHost: example\r\n\r\n0123456789012345678901234567890123"
                    .getBytes(StandardCharsets.US_ASCII),
            new byte[64], // checksum right, command 0
            lengthOf(Integer.MAX_VALUE),
            lengthOf(-1),
        }) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portNumber())) {
                socket.getOutputStream().write(nonsense);
                byte[] answer = socket.getInputStream().readAllBytes();

                assertThat(answer.length).isGreaterThan(64);
                assertThat(new String(answer, StandardCharsets.UTF_8)).contains("Malformed message");
            }
        }
    }

    @Test
    void silence_and_half_frames_are_ended() throws Exception {
        for (int sent : new int[] {0, 1, 63, 70}) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), portNumber())) {
                socket.getOutputStream().write(lengthOf(100), 0, Math.min(sent, 64));
                if (sent > 64) {
                    socket.getOutputStream().write(new byte[sent - 64]);
                }
                InputStream in = socket.getInputStream();
                in.readAllBytes(); // returns, so the other side has closed
            }
        }
    }

    private static byte[] lengthOf(int bodyLength) {
        io.netty.buffer.ByteBuf frame = io.netty.buffer.Unpooled.buffer().writeZero(64);
        frame.setShortLE(4, 200);
        frame.setIntLE(6, bodyLength);
        io.opendcp.protocol.frame.Header.seal(frame);
        byte[] bytes = new byte[64];
        frame.readBytes(bytes);
        return bytes;
    }
}
