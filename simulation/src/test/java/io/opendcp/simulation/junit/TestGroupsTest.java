package io.opendcp.simulation.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.simulator.MppSpec.HashMaps;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A test cluster whose EPs have standbys, by the official driver. */
@MppCluster(eps = 2, standbys = true, seed = 42, hashMaps = HashMaps.IDENTITY)
class TestGroupsTest {
    private static final int STANDBY = -710;

    private static void execute(Connection connection, String... all) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : all) {
                statement.execute(sql);
            }
        }
    }

    private static List<String> read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return List.of(rows.getString(1), rows.getString(2));
        }
    }

    private static Connection filled(TestCluster cluster) throws SQLException {
        Connection client = cluster.connect();
        execute(
                client,
                "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)",
                "INSERT INTO T VALUES(2, 7)");
        return client;
    }

    @Test
    void a_killed_primary_is_taken_over_and_the_session_goes_on(TestCluster cluster) throws SQLException {
        try (Connection client = filled(cluster)) {
            cluster.kill("EP01");
            cluster.clock().turn(Duration.ofSeconds(20));

            assertThat(read(client, "SELECT V, K FROM T")).containsExactly("7", "2");
            execute(client, "UPDATE T SET V = 8 WHERE K = 2");
        }
        cluster.expect("monitor Use instance EP11 to takeover success");
        assertThat(cluster.monitor("show mpp")).contains("EP11").doesNotContain("EP01");
        try (Connection standby = cluster.connect("EP11")) {
            assertThat(read(standby, "SELECT V, K FROM T")).containsExactly("8", "2");
        }
    }

    @Test
    void the_monitor_switches_over_and_the_session_goes_on(TestCluster cluster) throws SQLException {
        try (Connection client = filled(cluster)) {
            cluster.clock().turn(Duration.ofSeconds(3)); // the monitor has heard of all watchers
            cluster.monitor("switchover GRP1.EP11");
            cluster.clock().turn(Duration.ofSeconds(10));

            execute(client, "UPDATE T SET V = 8 WHERE K = 2");
        }
        try (Connection old = cluster.connect("EP01")) {
            assertThatThrownBy(() -> execute(old, "CREATE TABLE U(K INT)"))
                    .isInstanceOfSatisfying(
                            SQLException.class,
                            e -> assertThat(e.getErrorCode()).isEqualTo(STANDBY));
        }
    }

    @Test
    @MppCluster(eps = 2)
    void without_standbys_there_is_no_monitor(TestCluster cluster) {
        assertThatThrownBy(() -> cluster.monitor("show mpp")).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> cluster.connect("EP11")).hasMessageContaining("nobody is called EP11");
    }
}
