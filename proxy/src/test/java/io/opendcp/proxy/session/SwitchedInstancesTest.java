package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.opendcp.protocol.client.Connecting;
import io.opendcp.protocol.client.DmClient;
import io.opendcp.protocol.client.DmConnection;
import io.opendcp.protocol.client.Offer;
import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.login.Password;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.proxy.cluster.ClusterStage;
import io.opendcp.proxy.cluster.Ep;
import io.opendcp.proxy.cluster.PretendInstance;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A session that lives through a switch: two EPs, the first with a standby, whose instances say what the test wants. */
class SwitchedInstancesTest {
    private static final Duration LOGIN = Duration.ofSeconds(15);

    private final ClusterStage stage = new ClusterStage();
    private final ConnectionPool pool = new ConnectionPool(new PoolLimits(9, Duration.ofSeconds(9), 9), stage.time);
    private PretendInstance one;
    private PretendInstance two;
    private PretendInstance standby;
    private UserPort door;
    private DmPort port;
    private SqlConnection client;

    @BeforeEach
    void start() throws Exception {
        one = stage.instance("EP01");
        two = stage.instance("EP02");
        standby = stage.instance("EP11");
        one.mode = ServerState.PRIMARY;
        two.mode = ServerState.PRIMARY;
        standby.mode = ServerState.STANDBY;
        one.eps = List.of(one.ep(0), two.ep(1));
        two.eps = one.eps;
        stage.listed.addAll(List.of(one.listed(), two.listed(), standby.listed()));
        UserPortSettings settings =
                new UserPortSettings("DCP", 9, LOGIN, Duration.ZERO, false, false, WaitLimits.USUAL);
        door = new UserPort(
                stage.network, HostTable.system(), stage.cluster, pool, new TextGuide(), settings, Journal.NONE);
        port = DmPort.listen(
                stage.network, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), door, PortLimits.RELAY);
        stage.onRefreshed = now -> {
            pool.closeFree(backend -> !now.ep(backend.epno())
                    .map(Ep::name)
                    .equals(Optional.of(backend.login().server().instance())));
            door.refreshed(now);
        };
        stage.refresh();
        client = connect();
        await().until(() -> one.openConnections() + two.openConnections() == 3);
    }

    @AfterEach
    void stop() {
        port.close();
        stage.on(() -> {
            pool.close();
            return true;
        });
        stage.close();
    }

    private SqlConnection connect() throws Exception {
        CompletableFuture<SqlConnection> connected = new CompletableFuture<>();
        Offer offer = new Offer(
                11,
                new LoginClient(2, "test", "", ""),
                LoginWishes.plain(1),
                "SYSDBA",
                Password.of("SYSDBA", StandardCharsets.UTF_8),
                "",
                Duration.ofHours(1));
        stage.on(() -> DmClient.connect(stage.network, port.address(), offer, new Connecting() {
            @Override
            public void connected(DmConnection connection) {
                connected.complete(new SqlConnection(connection));
            }

            @Override
            public void failed(DmException error) {
                connected.completeExceptionally(error);
            }
        }));
        return connected.get(10, TimeUnit.SECONDS);
    }

    private CompletableFuture<Outcome> runs(String sql) {
        CompletableFuture<Outcome> done = new CompletableFuture<>();
        stage.on(() -> {
            client.run(sql, new SqlConnection.Told<>() {
                @Override
                public void done(Outcome outcome) {
                    done.complete(outcome);
                }

                @Override
                public void failed(DmException error) {
                    done.completeExceptionally(error);
                }
            });
            return true;
        });
        return done;
    }

    private void takesOver() {
        standby.eps = List.of(standby.ep(0), two.ep(1));
        two.eps = standby.eps;
        standby.mode = ServerState.PRIMARY;
    }

    private void cutAll() {
        stage.on(() -> {
            one.cut();
            two.cut();
            return true;
        });
    }

    private void twoSecondsPass() {
        stage.turn(Duration.ofSeconds(2));
    }

    private int waiting() {
        return stage.on(door::waitingForEps);
    }

    @Test
    void the_same_number_is_another_instance_afterwards_and_the_session_goes_on() throws Exception {
        runs("SELECT EP 0").get(10, TimeUnit.SECONDS);
        assertThat(one.asked).contains("SELECT EP 0");
        one.close();
        cutAll();
        takesOver();

        CompletableFuture<Outcome> second = runs("SELECT SECOND EP 0");
        await().until(() -> waiting() == 1 || second.isDone());
        twoSecondsPass();

        second.get(10, TimeUnit.SECONDS);
        assertThat(standby.asked).contains("SELECT SECOND EP 0");
        assertThat(two.asked).doesNotContain("SELECT SECOND EP 0");
    }

    @Test
    void while_the_mpp_refuses_everybody_it_waits_for_the_refresh_that_succeeds() throws Exception {
        for (PretendInstance each : List.of(one, two, standby)) {
            each.refuses = ErrorCode.MPP_LOGIN_LIMITED;
        }
        cutAll();
        CompletableFuture<Outcome> insert = runs("INSERT EP 0");
        await().until(() -> waiting() == 1);
        for (int i = 0; i < 5; i++) {
            int before = two.logins.get();
            twoSecondsPass();
            await().until(() -> two.logins.get() > before);
        }
        assertThat(insert).isNotDone();
        takesOver();
        one.mode = ServerState.STANDBY;
        two.refuses = null;
        standby.refuses = null;
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            twoSecondsPass();
            return insert.isDone();
        });

        insert.get(10, TimeUnit.SECONDS);
        assertThat(standby.asked).containsOnlyOnce("INSERT EP 0");
        assertThat(one.asked).doesNotContain("INSERT EP 0");
        assertThat(two.asked).doesNotContain("INSERT EP 0");
    }

    @Test
    void nothing_is_sent_to_the_instance_that_a_misprint_names() throws Exception {
        stage.listed.remove(2);
        one.close();
        takesOver();
        two.eps = List.of(new Ep("EP11", 0, "127.0.0.1", two.port()), two.ep(1));
        cutAll();

        CompletableFuture<Outcome> insert = runs("INSERT EP 0");
        await().until(() -> waiting() == 1);
        await().pollInterval(Duration.ofMillis(200)).until(() -> {
            stage.turn(Duration.ofSeconds(5));
            return insert.isDone();
        });

        assertThat(insert)
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableOfType(ExecutionException.class)
                .withMessageContaining("EP 0 (EP11) has not been usable since")
                .withMessageContaining("[-8915]");
        assertThat(two.asked).doesNotContain("INSERT EP 0");
        assertThat(stage.on(stage.cluster::misnamed)).isPositive();
    }

    @Test
    void a_login_to_a_host_that_fell_silent_is_given_up_when_another_one_is_the_ep() throws Exception {
        one.silentAtLogin = true;
        stage.turn(Duration.ofSeconds(3));
        stage.on(() -> {
            pool.clear(9);
            return true;
        });
        CompletableFuture<Outcome> insert = runs("INSERT EP 0");
        await().until(() -> one.logins.get() >= 2);
        takesOver();
        stage.on(() -> {
            two.cut();
            return true;
        });
        await().until(() -> standby.asked.size() > 0);
        stage.turn(Duration.ofSeconds(1)); // the grace for the silent one

        insert.get(10, TimeUnit.SECONDS);
        assertThat(standby.asked).contains("INSERT EP 0");
    }

    @Test
    void an_instance_that_has_become_a_standby_gets_nothing_though_its_name_is_right() throws Exception {
        one.mode = ServerState.STANDBY;
        stage.on(() -> {
            one.cut();
            return pool.clear(9);
        });
        CompletableFuture<Outcome> insert = runs("INSERT EP 0");
        await().until(() -> waiting() == 1);
        stage.turn(Duration.ofMillis(500)); // until then it waits for what the cut means
        await().until(() -> stage.on(() -> !stage.cluster.troubles().all().isEmpty()) && waiting() == 1);
        assertThat(stage.on(() -> stage.cluster.troubles().all().get(0).error().code()))
                .isEqualTo(-710);
        takesOver();
        await().pollInterval(Duration.ofMillis(300)).until(() -> {
            twoSecondsPass();
            return insert.isDone();
        });

        insert.get(10, TimeUnit.SECONDS);
        assertThat(standby.asked).containsOnlyOnce("INSERT EP 0");
        assertThat(one.asked).doesNotContain("INSERT EP 0");
    }
}
