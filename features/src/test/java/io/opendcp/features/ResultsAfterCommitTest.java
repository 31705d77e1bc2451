package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opendcp.simulation.junit.MppCluster;
import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** "After COMMIT a result set cannot be fetched again", manual 1, to the letter. */
@MppCluster(eps = 2, seed = 5, settings = "DCP_MANUAL_MODE = 1")
class ResultsAfterCommitTest {
    private static final int ROWS = 300;
    private static final int ENDED = -8974;

    private static Connection connect(TestCluster cluster) throws SQLException {
        return DriverManager.getConnection(cluster.url() + "?language=en", cluster.user(), cluster.password());
    }

    private static Connection filled(TestCluster cluster) throws SQLException {
        Connection connection = connect(cluster);
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE R(K INT PRIMARY KEY, V VARCHAR(2000)) DISTRIBUTED BY HASH(K)");
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO R VALUES(?, ?)")) {
            for (int k = 0; k < ROWS; k++) {
                insert.setInt(1, k);
                insert.setString(2, "x".repeat(2000));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        return connection;
    }

    private static ResultSet read(Statement statement, int some) throws SQLException {
        statement.setFetchSize(2);
        ResultSet rows = statement.executeQuery("SELECT K, V FROM R ORDER BY K");
        for (int i = 0; i < some; i++) {
            assertThat(rows.next()).isTrue();
        }
        return rows;
    }

    private static int readOn(ResultSet rows) throws SQLException {
        int read = 0;
        while (rows.next()) {
            read++;
        }
        return read;
    }

    @Test
    void reading_on_after_commit_is_refused_and_the_session_goes_on(TestCluster cluster) throws SQLException {
        try (Connection connection = filled(cluster);
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            ResultSet rows = read(statement, 3);
            connection.commit();

            SQLException told = assertThrows(SQLException.class, () -> readOn(rows));
            assertThat(told.getErrorCode()).isEqualTo(ENDED);
            assertThat(told.getMessage()).contains("DCP_MANUAL_MODE");
            rows.close();
            try (ResultSet again = read(statement, 1)) {
                assertThat(readOn(again)).isEqualTo(ROWS - 1);
            }
            connection.commit();
        }
    }

    @Test
    void with_auto_commit_what_a_select_has_found_can_be_read(TestCluster cluster) throws SQLException {
        try (Connection connection = filled(cluster);
                Statement statement = connection.createStatement();
                Statement other = connection.createStatement()) {
            ResultSet rows = read(statement, 3);
            other.execute("UPDATE R SET V = 'y' WHERE K = 299");

            assertThat(readOn(rows)).isEqualTo(ROWS - 3);
        }
    }

    @Test
    void a_prepared_text_runs_on_each_ep(TestCluster cluster) throws SQLException {
        try (Connection connection = filled(cluster);
                PreparedStatement query = connection.prepareStatement("SELECT K FROM R WHERE K = ?")) {
            connection.setAutoCommit(false);
            for (int k = 0; k < 8; k++) {
                query.setInt(1, k);
                try (ResultSet rows = query.executeQuery()) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(k);
                }
                connection.commit();
            }
        }
    }
}
