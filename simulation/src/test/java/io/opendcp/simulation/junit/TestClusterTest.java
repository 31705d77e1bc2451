package io.opendcp.simulation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.proxy.server.DcpServer;
import io.opendcp.simulator.fault.Delay;
import io.opendcp.simulator.fault.Direction;
import io.opendcp.simulator.server.MppServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cluster for a test, by the official driver. */
@MppCluster(eps = 2, proxies = 2, seed = 42)
class TestClusterTest {
    private static final int UNKNOWN_OUTCOME = -8912;
    private static final int REMOTE_LOGIN_FAILED = -6024;

    @BeforeEach
    void table(TestCluster cluster) throws SQLException {
        try (Connection ep = cluster.connect("EP01");
                Statement statement = ep.createStatement()) {
            statement.execute("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long count(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        }
    }

    /** Twenty rows, by one transaction. */
    private static void fill(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        for (int key = 0; key < 20; key++) {
            execute(connection, "INSERT INTO T VALUES(" + key + ", 0)");
        }
        connection.commit();
    }

    @Test
    void a_commit_through_a_dcp_is_on_both_eps(TestCluster cluster) throws SQLException {
        try (Connection client = DriverManager.getConnection(cluster.url(), cluster.user(), cluster.password())) {
            fill(client);
        }

        long all = 0;
        for (String ep : new String[] {"EP01", "EP02"}) {
            try (Connection local = DriverManager.getConnection(
                    cluster.url(ep) + "?mppLocal=true", cluster.user(), cluster.password())) {
                long here = count(local, "SELECT COUNT(*) FROM T");
                assertThat(here).as(ep).isPositive();
                all += here;
            }
        }
        assertThat(all).isEqualTo(20);
    }

    @Test
    void a_fault_in_words_is_an_error_for_the_driver(TestCluster cluster) throws SQLException {
        cluster.suffers("on EP01, cut its replies after 0 bytes");
        cluster.suffers("on EP02, cut its replies after 0 bytes");

        assertThatThrownBy(() -> cluster.connect().close()).isInstanceOf(SQLException.class);

        cluster.heal();
        cluster.connect().close();
    }

    @Test
    void a_trigger_that_knows_the_protocol_makes_a_commits_outcome_unknown(TestCluster cluster) throws SQLException {
        try (Connection client = cluster.connect()) {
            client.setAutoCommit(false);
            execute(client, "INSERT INTO T VALUES(1, 0)");
            for (String ep : new String[] {"EP01", "EP02"}) {
                cluster.suffers("when " + ep + " has answered 0 commits, cut its 1st reply after 7 bytes");
            }

            assertThatThrownBy(client::commit)
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(UNKNOWN_OUTCOME));
            cluster.heal();
            assertThat(count(client, "SELECT COUNT(*) FROM T")).isEqualTo(1);
        }
    }

    @Test
    void a_fault_as_a_value_waits_for_the_clock(TestCluster cluster) throws Exception {
        Delay delay = new Delay(Direction.REPLIES, Duration.ofSeconds(3));
        try (Connection client = cluster.connect("EP02")) {
            cluster.suffers("EP02", delay);

            CompletableFuture<Void> insert = CompletableFuture.runAsync(() -> {
                try {
                    execute(client, "INSERT INTO T VALUES(1, 0)");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            cluster.await(seen -> bites(cluster, "Delay") == 1);
            assertThat(insert).isNotDone();

            cluster.heals("EP02", delay);
            cluster.clock().turn(Duration.ofSeconds(3));
            insert.join();
        }
    }

    private static long bites(TestCluster cluster, String kind) {
        return cluster.mpp().<Long>with(mpp -> mpp.ep("EP02").faults().bites().getOrDefault(kind, 0L));
    }

    @Test
    void the_clock_makes_the_256_seconds_of_a_refresh_pass(TestCluster cluster) {
        long before = cluster.journal().count("refreshed");

        cluster.clock().turn(Duration.ofSeconds(256));

        cluster.await(seen -> seen.count("refreshed") == before + 2); // each of the two DCPs
        assertThat(cluster.clock().now()).isEqualTo(Machine.START.plusSeconds(256));
    }

    @Test
    void what_eps_and_dcps_say_arrives_before_time_goes_on(TestCluster cluster) {
        cluster.suffers("on EP02, delay its replies by 1 s");

        cluster.clock().turn(Duration.ofMinutes(10)); // a login through the delay takes 5 s of the 15 that it may

        assertThat(cluster.journal().count("refreshed")).isGreaterThan(2 + 2 * 600 / 300);
        assertThat(cluster.journal().count("refresh-failed")).isZero();
    }

    @Test
    void a_killed_ep_lets_nobody_in_and_a_restarted_one_has_what_was_committed(TestCluster cluster)
            throws SQLException {
        try (Connection client = cluster.connect("DCP2")) {
            fill(client);
        }

        cluster.kill("EP02");
        assertThatThrownBy(() -> cluster.connect("EP01").close())
                .isInstanceOfSatisfying(
                        SQLException.class, e -> assertThat(e.getErrorCode()).isEqualTo(REMOTE_LOGIN_FAILED));
        cluster.restart("EP02");

        try (Connection client = cluster.connect("EP01")) {
            assertThat(count(client, "SELECT COUNT(*) FROM T")).isEqualTo(20);
        }
    }

    @Test
    void a_paused_ep_answers_when_it_goes_on(TestCluster cluster) throws Exception {
        cluster.pause("EP02");

        CompletableFuture<Connection> login = CompletableFuture.supplyAsync(() -> {
            try {
                return cluster.connect("EP02");
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        });
        cluster.await(seen -> bites(cluster, "Stall") > 0);
        assertThat(login).isNotDone();

        cluster.resume("EP02");
        login.join().close();
    }

    @Test
    void the_journal_tells_routes_statements_and_faults_in_order(TestCluster cluster) throws SQLException {
        try (Connection client = cluster.connect()) {
            execute(client, "INSERT INTO T VALUES(1, 0)");
            cluster.suffers("on EP02, delay its requests by 0 s");
            execute(client, "SELECT V FROM T WHERE K = 1");
        }

        List<String> lines = cluster.journal().lines().stream()
                .map(line -> line.replaceAll("^\\S+ |(?<=STATEMENT )\\d+ ", ""))
                .toList();
        int home = lines.contains("EP01 STATEMENT 1 0 SELECT V FROM T WHERE K = 1") ? 0 : 1;
        assertThat(lines)
                .containsSubsequence(
                        "DCP1 routed " + home + " ONE_EP",
                        "EP0" + (home + 1) + " STATEMENT 1 0 INSERT INTO T VALUES(1, 0)",
                        "test suffers on EP02, delay its requests by 0 s",
                        "DCP1 routed " + home + " ONE_EP",
                        "EP0" + (home + 1) + " STATEMENT 1 0 SELECT V FROM T WHERE K = 1");
    }

    @Test
    void parts_of_the_cluster_are_parameters_too(TestCluster cluster, MppServer mpp, DcpServer dcp, Clock clock) {
        assertThat(mpp).isSameAs(cluster.mpp());
        assertThat(dcp).isSameAs(cluster.dcp("DCP1"));
        assertThat(clock).isSameAs(cluster.clock());
    }

    @Test
    void the_management_port_shows_the_eps(TestCluster cluster) throws SQLException {
        try (Connection dba =
                DriverManager.getConnection(cluster.managementUrl("DCP2"), cluster.user(), cluster.password())) {
            assertThat(count(dba, "SELECT COUNT(*) FROM V$DCPINSTS")).isEqualTo(2);
        }
    }

    @Test
    @MppCluster(eps = 1, poolSize = 3, mode = Mode.REAL, settings = "DCP_POOL_WAIT = 100")
    void a_test_may_have_another_cluster_than_its_class(TestCluster cluster) throws SQLException {
        assertThat(cluster.spec().mpp().eps()).hasSize(1);
        try (Connection dba =
                DriverManager.getConnection(cluster.managementUrl(), cluster.user(), cluster.password())) {
            assertThat(count(dba, "SELECT PARA_VALUE FROM V$DM_INI WHERE PARA_NAME = 'DCP_CONN_POOL_SIZE'"))
                    .isEqualTo(3);
            assertThat(count(dba, "SELECT PARA_VALUE FROM V$DM_INI WHERE PARA_NAME = 'DCP_POOL_WAIT'"))
                    .isEqualTo(100);
        }
        assertThatThrownBy(() -> cluster.clock().turn(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mode = REAL");
    }

    @Test
    void what_the_journal_does_not_have_is_told_with_what_is_nearest(TestCluster cluster) throws SQLException {
        try (Connection connection = cluster.connect()) {
            fill(connection);
        }
        cluster.expect("EP01 COMMIT *");

        assertThatThrownBy(() -> cluster.expect("EP09 COMMIT *"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("no entry is like 'EP09 COMMIT *'; nearest:")
                .hasMessageContaining(" COMMIT ");
    }

    @Test
    void who_is_not_there_is_named_with_who_is(TestCluster cluster) {
        assertThatThrownBy(() -> cluster.url("EP03"))
                .hasMessage("nobody is called EP03; there are [DCP1, DCP2, EP01, EP02]");
        assertThatThrownBy(() -> cluster.kill("EP03")).hasMessage("no EP is called EP03; there are EP01, EP02");
    }
}
