package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opendcp.simulation.junit.MppCluster;
import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What a session may take, as the official driver meets it; set while sessions are open. */
@MppCluster(eps = 2, seed = 11)
class SessionLimitsTest {
    private static Connection connect(TestCluster cluster, String url) throws SQLException {
        return DriverManager.getConnection(url + "?language=en", cluster.user(), cluster.password());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void manage(TestCluster cluster, String sql) throws SQLException {
        try (Connection dba = connect(cluster, cluster.managementUrl())) {
            run(dba, sql);
        }
    }

    private static int value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    @Test
    void an_idle_transaction_frees_its_rows_and_its_client_hears_of_it(TestCluster cluster) throws SQLException {
        try (Connection idle = connect(cluster, cluster.url());
                Connection other = connect(cluster, cluster.url())) {
            run(idle, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            run(idle, "INSERT INTO T VALUES(1, 0)");
            idle.setAutoCommit(false);
            run(idle, "UPDATE T SET V = 1 WHERE K = 1");
            manage(cluster, "SP_SET_PARA_VALUE(0, 'DCP_IDLE_IN_TRX_TIMEOUT', 5)");
            cluster.clock().turn(Duration.ofSeconds(5));

            await().until(() ->
                    cluster.dcp().withPool(pool -> pool.backends().stream().allMatch(pool::isFree)));
            run(other, "UPDATE T SET V = 2 WHERE K = 1");
            SQLException told =
                    assertThrows(SQLException.class, () -> run(idle, "UPDATE T SET V = V + 10 WHERE K = 1"));
            assertThat(told.getErrorCode()).isEqualTo(-8950);
            assertThat(told.getMessage()).contains("rolled back", "5 s");
            run(idle, "UPDATE T SET V = V + 10 WHERE K = 1");
            idle.commit();
            assertThat(value(other, "SELECT V FROM T WHERE K = 1")).isEqualTo(12);
        }
    }

    @Test
    void an_idle_session_is_closed(TestCluster cluster) throws SQLException {
        try (Connection idle = connect(cluster, cluster.url())) {
            assertThat(value(idle, "SELECT 7")).isEqualTo(7);
            manage(cluster, "ALTER SYSTEM SET 'DCP_IDLE_TIMEOUT' = 30");
            cluster.clock().turn(Duration.ofSeconds(29));
            assertThat(value(idle, "SELECT 7")).isEqualTo(7);
            cluster.clock().turn(Duration.ofSeconds(30));

            assertThat(cluster.dcp().sessions()).isZero();
            assertThrows(SQLException.class, () -> run(idle, "SELECT 7"));
            try (Connection again = connect(cluster, cluster.url())) {
                assertThat(value(again, "SELECT 7")).isEqualTo(7);
            }
        }
    }

    @Test
    void rows_left_are_held_as_long_as_is_set(TestCluster cluster) throws SQLException {
        try (Connection reader = connect(cluster, cluster.url());
                Statement statement = reader.createStatement()) {
            run(reader, "CREATE TABLE R(K INT PRIMARY KEY, V VARCHAR(2000)) DISTRIBUTED BY HASH(K)");
            for (int i = 0; i < 60; i++) {
                run(reader, "INSERT INTO R VALUES(" + i + ", '" + "x".repeat(2000) + "')");
            }
            statement.setFetchSize(2);
            try (ResultSet rows = statement.executeQuery("SELECT K, V FROM R ORDER BY K")) {
                assertThat(rows.next()).isTrue();
                manage(cluster, "SP_SET_PARA_VALUE(0, 'DCP_RESULT_HOLD_TIME', 20)");
                cluster.clock().turn(Duration.ofSeconds(19));
                for (int i = 0; i < 30; i++) {
                    assertThat(rows.next()).isTrue();
                }
                cluster.clock().turn(Duration.ofSeconds(20));
                SQLException told = assertThrows(SQLException.class, () -> {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isLessThan(60);
                    }
                });
                assertThat(told.getErrorCode()).isEqualTo(-4535);
            }
            assertThat(value(reader, "SELECT COUNT(*) FROM R")).isEqualTo(60);
        }
    }

    @Test
    void a_statement_that_waits_for_a_lock_is_stopped(TestCluster cluster) throws Exception {
        manage(cluster, "SP_SET_PARA_VALUE(0, 'DCP_STATEMENT_TIMEOUT', 4)");
        try (Connection holder = connect(cluster, cluster.url());
                Connection waits = connect(cluster, cluster.url())) {
            run(holder, "CREATE TABLE L(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            run(holder, "INSERT INTO L VALUES(1, 0)");
            holder.setAutoCommit(false);
            run(holder, "UPDATE L SET V = 1 WHERE K = 1");
            CompletableFuture<Integer> error = CompletableFuture.supplyAsync(
                    () -> assertThrows(SQLException.class, () -> run(waits, "UPDATE L SET V = 2 WHERE K = 1"))
                            .getErrorCode());
            await().until(() -> {
                cluster.clock().turn(Duration.ofMillis(500));
                return error.isDone();
            });

            assertThat(error.get()).isEqualTo(-7049);
            holder.commit();
            run(waits, "UPDATE L SET V = V + 10 WHERE K = 1");
            assertThat(value(holder, "SELECT V FROM L WHERE K = 1")).isEqualTo(11);
        }
    }

    @Test
    void a_text_that_is_too_long_is_refused_and_the_transaction_goes_on(TestCluster cluster) throws SQLException {
        try (Connection client = connect(cluster, cluster.url())) {
            run(client, "CREATE TABLE X(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
            client.setAutoCommit(false);
            run(client, "INSERT INTO X VALUES(1)");
            manage(cluster, "ALTER SYSTEM SET 'DCP_MAX_STATEMENT' = 1");
            SQLException told = assertThrows(
                    SQLException.class, () -> run(client, "INSERT INTO X VALUES(2) --" + "x".repeat(1024)));
            assertThat(told.getErrorCode()).isEqualTo(-8904);
            assertThat(told.getMessage()).contains("DCP_MAX_STATEMENT, at most 1 KB");
            run(client, "INSERT INTO X VALUES(3)");
            client.commit();
            assertThat(value(client, "SELECT COUNT(*) FROM X")).isEqualTo(2);
        }
    }
}
