package io.opendcp.protocol.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameListener;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.Sites;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.FrameSession;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.protocol.server.Visit;
import io.opendcp.protocol.time.TurnedTime;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Our client at our server; the real driver has met the server in LoginTest. */
class DmClientTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final TurnedTime time = new TurnedTime(Instant.EPOCH);
    private final Network network = Network.sockets(group.next(), time, new SplittableRandom(7));
    private final SocketAddress anywhere = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    @AfterEach
    void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @Test
    void logs_in_and_exchanges_frames() throws Exception {
        try (DmPort port = DmPort.listen(network, anywhere, new Echo(), PortLimits.SERVER)) {
            DmConnection connection = connect(port.address(), "secret").get();
            CompletableFuture<Integer> handle = new CompletableFuture<>();

            group.next().execute(() -> {
                connection.listen(new FrameListener() {
                    @Override
                    public void onFrame(Frame frame) {
                        handle.complete(frame.handle());
                        frame.release();
                    }

                    @Override
                    public void onClosed() {}
                });
                ByteBuf frame = connection.allocator().buffer().writeZero(Header.LENGTH);
                Header.rehandle(frame, 99);
                connection.send(frame);
            });

            assertThat(handle.get(5, TimeUnit.SECONDS)).isEqualTo(99);
            assertThat(connection.login().server().instance()).isEqualTo("EP01");
            assertThat(connection.login().server().sites()).isEqualTo(new Sites(true, 2, 0));
            assertThat(connection.format().msgVersion()).isEqualTo(9);
        }
    }

    @Test
    void a_refusal_keeps_the_servers_code_and_text() throws Exception {
        try (DmPort port = DmPort.listen(network, anywhere, new Echo(), PortLimits.SERVER)) {
            DmException error = failure(connect(port.address(), "wrong"));

            assertThat(error.code()).isEqualTo(-2501);
            assertThat(error.message(Language.ENGLISH)).isEqualTo("用户名或密码错误");
        }
    }

    @Test
    void nobody_there_is_an_error_that_names_the_address() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }

        DmException error = failure(connect(new InetSocketAddress("127.0.0.1", free), "x"));

        assertThat(error.code()).isEqualTo(-6012);
        assertThat(error.message(Language.ENGLISH)).contains("127.0.0.1:" + free);
    }

    @Test
    void silence_ends_at_the_deadline_and_not_before() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<DmConnection> attempt =
                    connect(new InetSocketAddress("127.0.0.1", silent.getLocalPort()), "x");
            group.next().submit(() -> time.turn(Duration.ofMillis(4999))).get();
            assertThat(attempt).isNotDone();

            group.next().submit(() -> time.turn(Duration.ofMillis(1))).get();

            assertThat(failure(attempt).code()).isEqualTo(-6012);
        }
    }

    @Test
    void a_connection_at_rest_reports_its_end_and_takes_nothing_unasked() throws Exception {
        Echo echo = new Echo();
        try (DmPort port = DmPort.listen(network, anywhere, echo, PortLimits.SERVER)) {
            DmConnection connection = connect(port.address(), "secret").get();
            CompletableFuture<Void> gone = new CompletableFuture<>();

            group.next().execute(() -> {
                connection.rest(() -> gone.complete(null));
                connection.send(connection.allocator().buffer().writeZero(Header.LENGTH)); // the echo is unasked for
            });

            gone.get(5, TimeUnit.SECONDS);
            assertThat(connection.open()).isFalse();
            await().untilAsserted(() -> assertThat(echo.closed).isEqualTo(1));
        }
    }

    private CompletableFuture<DmConnection> connect(SocketAddress address, String password) {
        CompletableFuture<DmConnection> attempt = new CompletableFuture<>();
        Offer offer = new Offer(
                11,
                new LoginClient(2, "test", "", ""),
                LoginWishes.plain(0),
                "SYSDBA",
                Password.of(password, StandardCharsets.UTF_8),
                "",
                Duration.ofSeconds(5));
        group.next()
                .submit(() -> DmClient.connect(network, address, offer, new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        attempt.complete(connection);
                    }

                    @Override
                    public void failed(DmException error) {
                        attempt.completeExceptionally(error);
                    }
                }))
                .syncUninterruptibly();
        return attempt;
    }

    private static DmException failure(CompletableFuture<DmConnection> attempt) throws Exception {
        try {
            attempt.get(5, TimeUnit.SECONDS);
            throw new AssertionError("it got in");
        } catch (ExecutionException e) {
            return (DmException) Objects.requireNonNull(e.getCause());
        }
    }

    /** Lets "secret" in and returns every frame. */
    private static final class Echo implements Door {
        private volatile int closed;

        @Override
        public StartupTerms terms() {
            return new StartupTerms(StartupTerms.OURS.charset(), 9, "8.1.3.140", 3);
        }

        @Override
        public void onLogin(LoginRequest request, Visit visit) {
            if (!request.password().text(StandardCharsets.UTF_8).equals("secret")) {
                visit.refuse(DmException.of(ErrorCode.WRONG_PASSWORD));
                return;
            }
            ServerState state = ServerState.open("EP01", new Sites(true, 2, 0));
            visit.accept(new LoginReply(state, 1, true, "SYSDBA", "", "", 42), replies -> new FrameSession() {
                @Override
                public void onFrame(Frame frame) {
                    replies.send(frame.content());
                }

                @Override
                public void onClosed() {
                    closed = 1;
                }
            });
        }

        @Override
        public void onDefect(Throwable defect) {
            throw new AssertionError(defect);
        }
    }
}
