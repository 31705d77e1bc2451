package io.opendcp.features.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three DCPs before one MPP that have been told of each other, in turned time. */
class PeersTest {
    private static final MppSpec MPP = MppSpec.ofEps(2);
    private static final EpSpec EP = MPP.eps().get(0);
    /** From one question to the next. */
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private static final String PEERS = "SELECT HOST, STATUS, NAME, TOPOLOGY, PLACEMENT, DIFFERS_IN FROM V$DCP_PEERS";

    private TestCluster cluster;

    @BeforeEach
    void start() throws SQLException {
        cluster = TestCluster.start(TestClusterSpec.of(MPP, 7)
                .withProxies(3)
                .withSettings(List.of("DCP_PEERS = DCP1:5238, DCP2:5238, DCP3:5238, nobody:5238, %s:%d"
                        .formatted(EP.instanceHost(), EP.instancePort()))));
        try (Connection ep = cluster.connect("EP01")) {
            run(ep, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            run(ep, "INSERT INTO T VALUES(1, 0)");
            run(ep, "CREATE USER APP IDENTIFIED BY \"Apps9pw12\"");
            run(ep, "CREATE USER OTHER IDENTIFIED BY \"Apps9pw12\"");
            run(ep, "GRANT SELECT, UPDATE ON T TO APP");
        }
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private Connection connect(String dcp, String user) throws SQLException {
        String password = user.equals("SYSDBA") ? "SYSDBA" : "Apps9pw12";
        return DriverManager.getConnection(cluster.url(dcp) + "?language=en", user, password);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int error(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(connection, sql))
                .getErrorCode();
    }

    private List<String> managed(String dcp, String sql) throws SQLException {
        try (Connection dba =
                        DriverManager.getConnection(cluster.managementUrl(dcp) + "?language=en", "SYSDBA", "SYSDBA");
                Statement statement = dba.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> read = new ArrayList<>();
            while (rows.next()) {
                List<String> row = new ArrayList<>();
                for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                    row.add(rows.getString(i));
                }
                read.add(String.join("|", row));
            }
            return read;
        }
    }

    /** The id of the only session that APP has at a DCP, as its driver was told. */
    private String session(String dcp) throws SQLException {
        return managed(dcp, "SELECT SESS_ID FROM V$SESSIONS WHERE USER_NAME = 'APP'")
                .get(0);
    }

    private static String asked(String dcp, String what) {
        return dcp + "|OK|" + dcp + "|AGREES|" + what;
    }

    @Test
    void peers_are_shown_with_what_they_agree_on() throws SQLException {
        cluster.clock().turn(PERIOD);
        assertThat(managed("DCP2", PEERS))
                .containsExactly(
                        asked("DCP1", "UNKNOWN|"),
                        "DCP2|SELF||UNKNOWN|UNKNOWN|",
                        asked("DCP3", "UNKNOWN|"),
                        "nobody|UNREACHABLE||UNKNOWN|UNKNOWN|",
                        EP.instanceHost() + "|NO DCP||UNKNOWN|UNKNOWN|");

        for (String dcp : List.of("DCP1", "DCP2", "DCP3")) {
            try (Connection connection = connect(dcp, "SYSDBA")) {
                run(connection, "SELECT V FROM T WHERE K = 1");
            }
        }
        cluster.clock().turn(PERIOD);
        assertThat(managed("DCP2", PEERS)).contains(asked("DCP1", "AGREES|"), asked("DCP3", "AGREES|"));
    }

    @Test
    void a_table_that_two_know_otherwise_is_named() throws SQLException {
        try (Connection one = connect("DCP1", "SYSDBA");
                Connection ep = cluster.connect("EP01");
                Connection two = connect("DCP2", "SYSDBA")) {
            run(one, "SELECT V FROM T WHERE K = 1");
            run(ep, "DROP TABLE T");
            run(ep, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED FULLY");
            run(two, "SELECT V FROM T WHERE K = 1");
        }
        cluster.clock().turn(PERIOD);

        assertThat(managed("DCP2", PEERS)).contains(asked("DCP1", "DIFFERS|SYSDBA.T"), asked("DCP3", "UNKNOWN|"));
        assertThat(managed("DCP1", PEERS)).contains(asked("DCP2", "DIFFERS|SYSDBA.T"));
    }

    @Test
    void a_peer_that_has_gone_is_seen_and_so_is_its_return() throws SQLException {
        cluster.clock().turn(PERIOD);
        cluster.stopDcp("DCP3");
        cluster.clock().turn(PERIOD);
        cluster.clock().turn(PERIOD);
        assertThat(managed("DCP1", "SELECT STATUS, CODE FROM V$DCP_PEERS WHERE HOST = 'DCP3'"))
                .containsExactly("UNREACHABLE|-6012");
        assertThat(managed("DCP1", "SELECT 1 FROM V$DCP_PEERS WHERE HOST = 'DCP3' AND LAST_ANSWER < SINCE"))
                .hasSize(1);
        try (Connection connection = connect("DCP1", "SYSDBA")) {
            assertThat(error(connection, "SP_CANCEL_SESSION_OPERATION(77)")).isEqualTo(-8968);
        }
        cluster.startDcp("DCP3");
        cluster.clock().turn(PERIOD);
        assertThat(managed("DCP1", "SELECT STATUS FROM V$DCP_PEERS WHERE HOST = 'DCP3'"))
                .containsExactly("OK");
    }

    @Test
    void a_cancel_at_the_wrong_dcp_finds_the_session_at_its_peer() throws Exception {
        try (Connection holder = connect("DCP2", "SYSDBA");
                Connection waits = connect("DCP1", "APP");
                Connection same = connect("DCP3", "APP");
                Connection other = connect("DCP3", "OTHER")) {
            holder.setAutoCommit(false);
            run(holder, "UPDATE T SET V = 1 WHERE K = 1");
            String id = session("DCP1");
            CompletableFuture<Integer> waiting =
                    CompletableFuture.supplyAsync(() -> error(waits, "UPDATE SYSDBA.T SET V = 2 WHERE K = 1"));
            await().until(() -> managed("DCP1", "SELECT STATE FROM V$SESSIONS WHERE USER_NAME = 'APP'")
                    .equals(List.of("ACTIVE")));

            assertThat(error(other, "SP_CANCEL_SESSION_OPERATION(" + id + ")")).isEqualTo(-5505);
            assertThat(error(other, "SP_CLOSE_SESSION(" + id + ")")).isEqualTo(-5505);
            assertThat(error(other, "SP_DCP_PEER_CANCEL(" + id + ", 'APP', 0)")).isEqualTo(-8913);
            assertThat(waiting.isDone()).isFalse();
            run(same, "SP_CANCEL_SESSION_OPERATION(" + id + ")");

            assertThat(waiting.get()).isEqualTo(-6515);
            holder.rollback();
            run(waits, "UPDATE SYSDBA.T SET V = 3 WHERE K = 1");
            run(holder, "SP_CLOSE_SESSION(" + id + ")");
            await().until(() -> managed("DCP1", "SELECT 1 FROM V$SESSIONS WHERE USER_NAME = 'APP'")
                    .isEmpty());
        }
    }

    @Test
    void who_is_kept_on_its_ep_connection_is_shown() throws SQLException {
        String kept = "SELECT USER_NAME, EP_NAME, REASON, STATEMENT FROM V$DCP_KEPT";
        try (Connection connection = connect("DCP1", "SYSDBA")) {
            run(connection, "SELECT V FROM T WHERE K = 1");
            assertThat(managed("DCP1", kept)).isEmpty();
            connection.setAutoCommit(false);
            run(connection, "UPDATE T SET V = 1 WHERE K = 1");
            String ep = managed("DCP1", "SELECT EP_NAME FROM V$DCP_KEPT").get(0);
            assertThat(managed("DCP1", kept))
                    .containsExactly("SYSDBA|" + ep + "|TRANSACTION|UPDATE T SET V = ? WHERE K = ?");
            connection.commit();
            assertThat(managed("DCP1", kept)).isEmpty();
            run(connection, "CREATE GLOBAL TEMPORARY TABLE TMP(A INT) ON COMMIT PRESERVE ROWS");
            assertThat(managed("DCP1", kept)).isEmpty();
            run(connection, "INSERT INTO TMP VALUES(1)");
            connection.commit();
            assertThat(managed("DCP1", "SELECT REASON FROM V$DCP_KEPT")).containsExactly("TEMPORARY TABLE");
        }
        await().until(() -> managed("DCP1", kept).isEmpty());
    }
}
