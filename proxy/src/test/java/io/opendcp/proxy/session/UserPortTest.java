package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.cluster.Cluster;
import io.opendcp.proxy.cluster.ClusterSettings;
import io.opendcp.proxy.cluster.Credentials;
import io.opendcp.proxy.cluster.Instance;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The official driver at the user port, before EPs that write down what they are asked. */
class UserPortTest {
    private static final int POOL_SIZE = 3;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(5));
    private FakeMpp mpp;
    private ConnectionPool pool;
    private Cluster cluster;
    private UserPort door;
    private DmPort port;

    @BeforeEach
    void start() throws Exception {
        mpp = new FakeMpp(network, 2);
        pool = new ConnectionPool(new PoolLimits(POOL_SIZE, Duration.ofMillis(400), 10), network.time());
        Cluster.Source source = new Cluster.Source() {
            @Override
            public List<Instance> instances() {
                return List.of(new Instance("EP01", "127.0.0.1", mpp.port(0)));
            }

            @Override
            public Credentials login() {
                return new Credentials("SYSDBA", Password.of("SYSDBA", StandardCharsets.UTF_8));
            }
        };
        cluster = new Cluster(
                network,
                HostTable.system(),
                source,
                new ClusterSettings(Duration.ofSeconds(256), Duration.ofSeconds(3), Duration.ZERO, false),
                (before, now) -> Objects.requireNonNull(door).refreshed(now));
        UserPortSettings settings =
                new UserPortSettings("DCP", 100, Duration.ofSeconds(3), Duration.ZERO, true, false, WaitLimits.USUAL);
        door = new UserPort(network, HostTable.system(), cluster, pool, new TextGuide(), settings, Journal.NONE);
        port = DmPort.listen(
                network, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), door, PortLimits.RELAY);
    }

    @AfterEach
    void stop() {
        onLoop(() -> {
            cluster.close();
            pool.close();
            return null;
        });
        port.close();
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private <T> @Nullable T onLoop(Supplier<@Nullable T> what) {
        return group.next().submit(what::get).syncUninterruptibly().getNow();
    }

    private void refresh() throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        group.next()
                .execute(() -> cluster.refresh(new Cluster.Told() {
                    @Override
                    public void refreshed() {
                        done.complete(null);
                    }

                    @Override
                    public void failed(DmException error) {
                        done.completeExceptionally(error);
                    }
                }));
        done.get(5, TimeUnit.SECONDS);
    }

    private Connection connect() throws SQLException {
        return connect("app");
    }

    private Connection connect(String password) throws SQLException {
        int number = ((InetSocketAddress) port.address()).getPort();
        return DriverManager.getConnection("jdbc:dm://127.0.0.1:" + number + "?language=en", "APP", password);
    }

    private int lent() {
        return (int) pool.backends().stream()
                .filter(backend -> !pool.isFree(backend))
                .count();
    }

    private static int ep(Statement statement, String sql) throws SQLException {
        try (ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    @Test
    void before_the_first_refresh_logins_are_told_what_to_do() {
        SQLException error = catchThrowableOfType(SQLException.class, this::connect);

        assertThat(error.getErrorCode()).isEqualTo(-8911);
        assertThat(error.getMessage()).contains("SP_DCP_REFRESH_CONFIG");
    }

    @Test
    void a_wrong_password_is_the_eps_to_refuse() throws Exception {
        refresh();

        SQLException error = catchThrowableOfType(SQLException.class, () -> connect("wrong"));

        assertThat(error.getErrorCode()).isEqualTo(-2501);
    }

    @Test
    void each_transaction_runs_where_its_data_is_and_stays_there() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(ep(statement, "SELECT EP 0")).isEqualTo(0);
            assertThat(ep(statement, "SELECT EP 1")).isEqualTo(1);
            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT EP 0");
            assertThat(ep(statement, "SELECT EP 1"))
                    .as("within the transaction")
                    .isEqualTo(0);
            connection.commit();
            assertThat(ep(statement, "SELECT EP 1")).isEqualTo(1);
            connection.commit();
        }
        assertThat(mpp.ranOn(0)).containsExactly("SELECT EP 0", "INSERT EP 0", "SELECT EP 1", "<commit>");
        assertThat(mpp.ranOn(1)).containsExactly("SELECT EP 1", "SELECT EP 1", "<commit>");
        assertThat(onLoop(() -> door.counters().transactions())).isEqualTo(4);
        assertThat(onLoop(() -> door.counters().epChanges())).isEqualTo(3);
    }

    @Test
    void prepared_statements_run_where_their_values_say() throws Exception {
        refresh();
        try (Connection connection = connect();
                PreparedStatement insert = connection.prepareStatement("INSERT ?")) {
            for (int i = 0; i < 10; i++) {
                insert.setInt(1, i);
                assertThat(insert.executeUpdate()).isEqualTo(1);
            }
        }
        assertThat(mpp.ranOn(0)).hasSize(5);
        assertThat(mpp.ranOn(1)).hasSize(5);
        assertThat(onLoop(() -> pool.backends().size())).isEqualTo(2);
    }

    @Test
    void rows_that_are_left_keep_the_connection_until_they_are_read() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT ROWS 20000")) {
            assertThat(rows.next()).isTrue();
            assertThat(onLoop(this::lent)).isEqualTo(1);
            int count = 1;
            while (rows.next()) {
                count++;
            }
            assertThat(count).isEqualTo(20000);
            assertThat(onLoop(this::lent)).isEqualTo(0);
        }
        assertThat(pool.violations()).isZero();
    }

    @Test
    void schema_is_carried_and_never_seen_by_others() throws Exception {
        refresh();
        try (Connection one = connect();
                Connection other = connect();
                Statement ofOne = one.createStatement();
                Statement ofOther = other.createStatement()) {
            one.setSchema("SHOP");
            ep(ofOne, "SELECT EP 0");
            ep(ofOther, "SELECT OTHER EP 0");
            ep(ofOne, "SELECT AGAIN EP 1");
            assertThat(one.getSchema()).isEqualTo("SHOP");
        }
        Map<Long, String> schemas = new HashMap<>();
        for (FakeMpp.Ran ran : mpp.log) {
            if (ran.text().toUpperCase(Locale.ROOT).contains("SET SCHEMA")) {
                schemas.put(ran.session(), ran.text().contains("SHOP") ? "SHOP" : "APP");
            } else {
                assertThat(schemas.getOrDefault(ran.session(), "APP"))
                        .as(ran.text())
                        .isEqualTo(ran.text().contains("OTHER") ? "APP" : "SHOP");
            }
        }
    }

    @Test
    void a_borrower_waits_in_line_and_gives_up_at_the_deadline() throws Exception {
        refresh();
        Connection[] holders = new Connection[POOL_SIZE];
        for (int i = 0; i < POOL_SIZE; i++) {
            holders[i] = connect();
            holders[i].setAutoCommit(false);
            holders[i].createStatement().executeUpdate("INSERT EP 0");
        }
        try (Connection late = connect();
                Statement statement = late.createStatement()) {
            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT EP 0"));
            assertThat(error.getErrorCode()).isEqualTo(-8910);
            assertThat(error.getMessage()).contains("EP01", POOL_SIZE + " of " + POOL_SIZE, "DCP_CONN_POOL_SIZE");

            CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
                try {
                    return ep(statement, "SELECT EP 1");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().until(() -> pool.waiting() == 1);
            holders[0].commit();
            assertThat(waiting.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        }
        for (Connection holder : holders) {
            holder.close();
        }
    }

    /** Whatever came before on a socket, its end is read by the loop that lends: no check is needed before lending. */
    @Test
    void a_free_connection_that_its_ep_has_closed_is_gone_before_anybody_asks() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            assertThat(ep(statement, "SELECT EP 0")).isZero();
            onLoop(() -> {
                mpp.cut(0);
                return null;
            });

            await().until(() -> Boolean.TRUE.equals(
                    onLoop(() -> pool.backends().stream().noneMatch(backend -> backend.epno() == 0))));

            assertThat(ep(statement, "SELECT EP 0")).isZero();
            assertThat(onLoop(() -> door.counters().repeats()))
                    .as("nothing was sent in vain")
                    .isZero();
        }
    }

    @Test
    void cancel_reaches_the_statement_and_leaves_the_session_usable() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            CompletableFuture<SQLException> failed = CompletableFuture.supplyAsync(
                    () -> catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT HANG EP 1")));
            await().until(() -> !mpp.hanging.isEmpty());

            statement.cancel();

            assertThat(failed.get(5, TimeUnit.SECONDS).getErrorCode()).isEqualTo(-6515);
            assertThat(ep(statement, "SELECT EP 1")).isEqualTo(1);
        }
    }

    @Test
    void a_lost_connection_in_a_transaction_is_told_and_outside_a_select_is_repeated() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            ep(statement, "SELECT EP 0");
            onLoop(() -> {
                mpp.cut(0);
                return null;
            });
            assertThat(ep(statement, "SELECT EP 0")).isEqualTo(0);

            connection.setAutoCommit(false);
            statement.executeUpdate("INSERT EP 0");
            onLoop(() -> {
                mpp.cut(0);
                return null;
            });
            await().until(() -> mpp.openSessions(0) == 0);
            SQLException error = catchThrowableOfType(SQLException.class, () -> statement.executeUpdate("INSERT EP 0"));
            assertThat(error.getErrorCode()).isEqualTo(-6010);
            assertThat(ep(statement, "SELECT EP 1")).isEqualTo(1);
        }
    }

    @Test
    void state_that_cannot_be_carried_keeps_its_connection_to_the_end() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("CALL SESSION CHANGE EP 1");
            assertThat(ep(statement, "SELECT EP 0")).isEqualTo(1);
        }
        await().until(() -> mpp.openSessions(1) == 0);
    }

    @Test
    void errors_in_prepare_and_execution_leave_the_session_usable() throws Exception {
        refresh();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            SQLException prepared =
                    catchThrowableOfType(SQLException.class, () -> connection.prepareStatement("NONSENSE"));
            SQLException direct = catchThrowableOfType(SQLException.class, () -> statement.execute("NONSENSE EP 1"));

            assertThat(prepared.getErrorCode()).isEqualTo(-2007);
            assertThat(direct.getErrorCode()).isEqualTo(-2007);
            assertThat(ep(statement, "SELECT EP 1")).isEqualTo(1);
        }
        assertThat(pool.violations()).isZero();
    }
}
