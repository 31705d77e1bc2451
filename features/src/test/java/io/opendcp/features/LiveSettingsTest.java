package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opendcp.simulation.junit.MppCluster;
import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Settings of logins, of waiting and of looking at the cluster, changed while sessions are open. */
@MppCluster(eps = 2, seed = 12)
class LiveSettingsTest {
    private static final int TOO_MANY = -6001;
    private static final int NOT_USABLE = -8930;

    private static Connection connect(TestCluster cluster, String url) throws SQLException {
        return DriverManager.getConnection(url + "?language=en", cluster.user(), cluster.password());
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void set(TestCluster cluster, String name, int value) throws SQLException {
        try (Connection dba = connect(cluster, cluster.managementUrl())) {
            run(dba, "SP_SET_PARA_VALUE(0, '%s', %d)".formatted(name, value));
        }
    }

    private static long refreshes(TestCluster cluster) {
        return cluster.journal().entries().stream()
                .filter(entry -> entry.what().startsWith("refreshed"))
                .count();
    }

    @Test
    void nobody_is_sent_away_when_fewer_sessions_are_allowed(TestCluster cluster) throws SQLException {
        try (Connection one = connect(cluster, cluster.url());
                Connection two = connect(cluster, cluster.url())) {
            set(cluster, "DCP_MAX_SESSIONS", 1);
            assertThat(assertThrows(
                                    SQLException.class,
                                    () -> connect(cluster, cluster.url()).close())
                            .getErrorCode())
                    .isEqualTo(TOO_MANY);
            run(one, "SELECT 1");
            run(two, "SELECT 1");
            set(cluster, "DCP_MAX_SESSIONS", 3);
            try (Connection three = connect(cluster, cluster.url())) {
                run(three, "SELECT 1");
            }
        }
    }

    @Test
    void without_time_to_wait_a_transaction_is_refused_at_once(TestCluster cluster) throws SQLException {
        try (Connection client = connect(cluster, cluster.url())) {
            run(client, "CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
            set(cluster, "DCP_SWITCH_WAIT", 0);
            cluster.kill("EP02");

            await().until(() -> assertThrows(SQLException.class, () -> run(client, "INSERT INTO T VALUES(1)"))
                            .getErrorCode()
                    == NOT_USABLE);
        }
    }

    @Test
    void the_cluster_is_looked_at_as_often_as_is_set(TestCluster cluster) throws SQLException {
        set(cluster, "DCP_REFRESH_PERIOD", 3);
        long before = refreshes(cluster);
        cluster.clock().turn(Duration.ofSeconds(10));
        assertThat(refreshes(cluster) - before).isEqualTo(3);

        set(cluster, "DCP_REFRESH_PERIOD", 100);
        cluster.clock().turn(Duration.ofSeconds(99));
        assertThat(refreshes(cluster) - before).isEqualTo(3);
        cluster.clock().turn(Duration.ofSeconds(1));
        assertThat(refreshes(cluster) - before).isEqualTo(4);
    }
}
