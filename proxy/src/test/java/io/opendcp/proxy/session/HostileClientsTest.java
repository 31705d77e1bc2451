package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.Charsets;
import io.opendcp.protocol.login.KeyExchange;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.StartupRequest;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.server.StartupTerms;
import io.opendcp.proxy.cluster.ClusterStage;
import io.opendcp.proxy.cluster.PretendInstance;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever a stranger sends to the user port: that connection may end, and nothing else happens. */
class HostileClientsTest {
    private static final Duration LOGIN = Duration.ofSeconds(30);

    private final ClusterStage stage = new ClusterStage();
    private final ConnectionPool pool = new ConnectionPool(new PoolLimits(3, Duration.ofSeconds(1), 10), stage.time);
    private List<PretendInstance> eps = List.of();
    private UserPort door;
    private DmPort port;

    @BeforeEach
    void start() throws Exception {
        eps = stage.twoEps();
        UserPortSettings settings =
                new UserPortSettings("DCP", 2, Duration.ofSeconds(3), Duration.ZERO, false, false, WaitLimits.USUAL);
        door = new UserPort(
                stage.network, HostTable.system(), stage.cluster, pool, new TextGuide(), settings, Journal.NONE);
        port = DmPort.listen(
                stage.network, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), door, PortLimits.RELAY);
        stage.onRefreshed = door::refreshed;
        stage.refresh();
    }

    @AfterEach
    void stop() {
        port.close();
        assertThat(stage.on(() -> door.openSessions().size())).isZero();
        assertThat(stage.on(() -> pool.backends().stream()
                        .filter(each -> !pool.isFree(each))
                        .count()))
                .as("connections that a stranger got hold of")
                .isZero();
        stage.on(() -> {
            pool.close();
            return true;
        });
        stage.close();
    }

    private int number() {
        return ((InetSocketAddress) port.address()).getPort();
    }

    private Connection connect(String more) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:dm://127.0.0.1:" + number() + "?language=en" + more, "SYSDBA", "SYSDBA");
    }

    private static ByteBuf startup() {
        KeyExchange keys = KeyExchange.drawn(new SplittableRandom(1));
        return StartupRequest.ours(keys, 11, "8.1.3.140").encode(Unpooled.buffer());
    }

    private static ByteBuf frame(Command command, int length) {
        ByteBuf bytes = Header.open(Unpooled.buffer(), command, 1, 0);
        return Header.close(bytes.writeZero(length));
    }

    /** What the port answers to bytes, up to the end of the connection; the end must come. */
    private byte[] answer(ByteBuf bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number())) {
            socket.setSoTimeout(10_000);
            byte[] sent = new byte[bytes.readableBytes()];
            bytes.readBytes(sent).release();
            socket.getOutputStream().write(sent);
            socket.getOutputStream().flush();
            return socket.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            return new byte[0]; // it did not want to read all of that
        }
    }

    private static int code(byte[] reply) {
        return Header.code(Unpooled.wrappedBuffer(reply));
    }

    @Test
    void garbage_before_login_ends_that_connection_and_no_other() throws Exception {
        try (Connection good = connect("")) {
            SplittableRandom chance = new SplittableRandom(Long.getLong("dcp.seed", 11));
            for (int i = 0; i < 50; i++) {
                byte[] bytes = new byte[64 + chance.nextInt(400)];
                chance.nextBytes(bytes);
                answer(Unpooled.wrappedBuffer(bytes));
            }
            assertThat(good.isValid(1)).isTrue();
        }
        await().until(() -> stage.on(() -> door.openSessions().isEmpty()));
    }

    @Test
    void a_wrong_checksum_is_told() throws Exception {
        ByteBuf bytes = startup();
        bytes.setByte(19, bytes.getByte(19) + 1);

        assertThat(code(answer(bytes))).isEqualTo(-8902);
    }

    @Test
    void a_length_that_is_absurd_is_told() throws Exception {
        for (int length : new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, 100_000}) {
            ByteBuf bytes = startup();
            Header.setI32(bytes, 6, length);
            Header.seal(bytes);
            assertThat(code(answer(bytes))).as("length " + length).isEqualTo(-8902);
        }
    }

    @Test
    void requests_before_login_are_told() throws Exception {
        assertThat(code(answer(frame(Command.PREPARE, 100)))).isEqualTo(-8902);
        assertThat(code(answer(frame(Command.LOGIN, 100)))).isEqualTo(-8902);
    }

    @Test
    void silence_ends_at_the_login_timeout() throws Exception {
        ends(socket -> {}, LOGIN);
    }

    @Test
    void half_a_frame_ends_at_the_login_timeout() throws Exception {
        ends(
                socket -> {
                    try {
                        socket.getOutputStream().write(new byte[30]);
                    } catch (IOException e) {
                        throw new IllegalStateException(e);
                    }
                },
                LOGIN);
    }

    private void ends(Consumer<Socket> sends, Duration after) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), number())) {
            socket.setSoTimeout(10_000);
            sends.accept(socket);
            try (Connection good = connect("")) { // accepted later than the silent one
                assertThat(good.isValid(1)).isTrue();
            }
            stage.turn(after);
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
        await().until(() -> stage.on(() -> door.openSessions().isEmpty()));
    }

    @Test
    void too_many_sessions_are_refused_by_number() throws Exception {
        try (Connection one = connect("");
                Connection two = connect("")) {
            assertThat(code(catchThrowableOfType(SQLException.class, () -> connect(""))))
                    .isEqualTo(-6001);
            assertThat(one.isValid(1) && two.isValid(1)).isTrue();
        }
        await().until(() -> stage.on(() -> door.openSessions().isEmpty()));
        connect("").close();
        await().until(() -> stage.on(() -> door.openSessions().isEmpty()));
    }

    private static int code(SQLException refused) {
        return refused.getErrorCode();
    }

    @Test
    void ways_past_the_dcp_are_refused() {
        assertThat(code(catchThrowableOfType(SQLException.class, () -> connect("&mppLocal=true"))))
                .isEqualTo(-8913);
        assertThat(code(catchThrowableOfType(SQLException.class, () -> connect("&rwSeparate=1"))))
                .isEqualTo(-8913);
    }

    @Test
    void what_the_ep_refuses_is_refused_in_its_words() {
        eps.forEach(ep -> ep.password = "changed");

        SQLException refused = catchThrowableOfType(SQLException.class, () -> connect(""));

        assertThat(refused.getErrorCode()).isEqualTo(-2501);
        assertThat(refused.getMessage())
                .contains(DmException.of(ErrorCode.WRONG_PASSWORD).message(Language.ENGLISH));
    }

    @Test
    void an_ep_that_is_another_than_when_last_asked_gets_no_client() {
        eps.forEach(ep -> ep.terms = new StartupTerms(Charsets.GB18030, 11, "8.1.3.140", 3));

        assertThat(code(catchThrowableOfType(SQLException.class, () -> connect(""))))
                .isEqualTo(-8922);
        eps.forEach(ep -> ep.terms = new StartupTerms(Charsets.UTF_8, 9, "8.1.3.140", 3));
        assertThat(code(catchThrowableOfType(SQLException.class, () -> connect(""))))
                .isEqualTo(-8922);
    }

    /** Logs in while the time goes on; with what that fails. */
    private SQLException refusedInTheEnd(CompletableFuture<SQLException> login) {
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            stage.turn(Duration.ofSeconds(5));
            return login.isDone();
        });
        return login.join();
    }

    private CompletableFuture<SQLException> login(String more) {
        return CompletableFuture.supplyAsync(() -> catchThrowableOfType(SQLException.class, () -> connect(more)));
    }

    @Test
    void an_ep_under_another_name_gets_no_client_and_is_counted() {
        eps.forEach(ep -> ep.name = "ELSEWHERE");
        CompletableFuture<SQLException> login = login("");
        await().until(() -> stage.on(() -> door.counters().misnamed()) == 2);
        await().until(() -> eps.stream().allMatch(ep -> ep.openConnections() == 1));
        assertThat(login).isNotDone();

        SQLException refused = refusedInTheEnd(login);

        assertThat(code(refused)).isEqualTo(-6001);
        assertThat(refused.getMessage()).contains("[-8915]", "ELSEWHERE", "has not been usable since");
    }

    @Test
    void an_ep_that_stays_silent_does_not_keep_a_client_waiting_for_ever() {
        eps.forEach(ep -> ep.silentAtLogin = true);
        CompletableFuture<SQLException> login = login("&connectTimeout=60000");
        for (int i = 1; i <= 2; i++) {
            int asked = i;
            await().until(() -> eps.stream().mapToInt(ep -> ep.logins.get()).sum() >= 2 + asked);
            stage.turn(Duration.ofSeconds(3));
        }

        assertThat(refusedInTheEnd(login).getErrorCode()).isEqualTo(-6001);
    }

    @Test
    void a_driver_that_is_told_to_keep_waiting_gets_in_when_the_switch_is_over() throws Exception {
        eps.forEach(ep -> ep.refuses = ErrorCode.MPP_LOGIN_LIMITED);
        CompletableFuture<Connection> login = CompletableFuture.supplyAsync(() -> {
            try {
                return connect("");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        await().until(() -> eps.stream().mapToInt(ep -> ep.logins.get()).sum() >= 4);
        for (int i = 0; i < 20; i++) {
            stage.turn(Duration.ofSeconds(1));
        }
        assertThat(login).isNotDone();
        eps.forEach(ep -> ep.refuses = null);
        await().pollInterval(Duration.ofMillis(400)).until(() -> {
            stage.turn(Duration.ofSeconds(1));
            return login.isDone();
        });

        login.join().close();
        await().until(() -> stage.on(() -> door.openSessions().isEmpty()));
    }

    @Test
    void a_client_that_takes_no_interim_frames_is_answered_within_four_seconds() throws Exception {
        eps.forEach(ep -> ep.refuses = ErrorCode.REMOTE_LOGIN_FAILED);
        CompletableFuture<DmException> refused = new CompletableFuture<>();
        stage.on(() -> DmClient.connect(
                stage.network,
                port.address(),
                new Offer(
                        11,
                        new LoginClient(2, "test", "", ""),
                        LoginWishes.plain(0),
                        "SYSDBA",
                        Password.of("SYSDBA", StandardCharsets.UTF_8),
                        "",
                        Duration.ofMinutes(10)),
                new Connecting() {
                    @Override
                    public void connected(DmConnection connection) {
                        refused.completeExceptionally(new IllegalStateException("let in"));
                    }

                    @Override
                    public void failed(DmException error) {
                        refused.complete(error);
                    }
                }));
        await().until(() -> eps.stream().mapToInt(ep -> ep.logins.get()).sum() >= 4);
        stage.turn(Duration.ofSeconds(4).minusNanos(1));
        assertThat(refused).isNotDone();
        stage.turn(Duration.ofNanos(1));

        DmException error = refused.get(10, TimeUnit.SECONDS);
        assertThat(error.code()).isEqualTo(-6001);
        assertThat(error.message(Language.CHINESE)).contains("暂时不能登录", "[-6024] 远程节点全局登录失败", "起不可用");
    }
}
