package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.MppCluster;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two sessions on a pool of one: who has rows left to read does not keep the other waiting. DCP_RESULT_READ_AHEAD. */
@MppCluster(eps = 2, poolSize = 1, seed = 23, mode = Mode.REAL, settings = "DCP_POOL_WAIT = 2000")
class ReadAheadTest extends TwoClients {
    private static final int ROWS = 10_000;
    private static final int POOL_WAIT = -8910;
    private static final String ALL = "SELECT K, V FROM T ORDER BY K";

    @BeforeEach
    void start() throws SQLException {
        run(one, "CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        run(one, "CREATE TABLE LONG_ROWS(K INT PRIMARY KEY, V VARCHAR(2000)) DISTRIBUTED BY HASH(K)");
        fill("INSERT INTO T VALUES(?, ?)", ROWS, "7");
        fill("INSERT INTO LONG_ROWS VALUES(?, ?)", 400, "x".repeat(2000));
    }

    private void fill(String sql, int rows, String value) throws SQLException {
        try (PreparedStatement insert = one.prepareStatement(sql)) {
            for (int k = 0; k < rows; k++) {
                insert.setInt(1, k);
                insert.setString(2, value);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private void manage(String sql) throws SQLException {
        try (Connection dba = connect(cluster.managementUrl(), "")) {
            run(dba, sql);
        }
    }

    private static void read(ResultSet rows, int from, int to) throws SQLException {
        for (int k = from; k < to; k++) {
            assertThat(rows.next()).as("row %d", k).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(k);
        }
    }

    private static void works(Connection connection) throws SQLException {
        for (int k = 1; k < 5; k++) {
            run(connection, "UPDATE T SET V = V + 1 WHERE K = " + k);
        }
    }

    private static int error(Connection connection) {
        return catchThrowableOfType(SQLException.class, () -> works(connection)).getErrorCode();
    }

    @ParameterizedTest
    @CsvSource({
        "false, 0, ''",
        "true, 0, ''",
        "false, 1, ''",
        "false, 500, &bufPrefetch=32",
        "false, 0, &bufPrefetch=4096"
    })
    void the_other_works_at_once_and_all_rows_are_right(boolean autoCommit, int fetchSize, String properties)
            throws SQLException {
        one.close();
        one = connect(properties);
        one.setAutoCommit(autoCommit);
        try (Statement statement = one.createStatement()) {
            statement.setFetchSize(fetchSize);
            ResultSet rows = statement.executeQuery(ALL);
            read(rows, 0, ROWS / 2);
            if (!autoCommit) {
                assertThat(error(two)).as("in the transaction").isEqualTo(POOL_WAIT);
                one.commit();
            }
            works(two);
            read(rows, ROWS / 2, ROWS - 100);
            works(two);
            works(one);
            one.rollback();
            read(rows, ROWS - 100, ROWS);
            assertThat(rows.next()).isFalse();
        }
        works(two);
    }

    @Test
    void a_prepared_query_is_read_ahead_too_and_can_be_run_again() throws SQLException {
        String sql = "SELECT K, V FROM T WHERE K >= ? AND K < ? ORDER BY K";
        try (PreparedStatement query = one.prepareStatement(sql)) {
            for (int from : new int[] {0, 100}) {
                query.setInt(1, from);
                query.setInt(2, from + 6000);
                ResultSet rows = query.executeQuery();
                read(rows, from, from + 10);
                works(two);
                read(rows, from + 10, from + 3000);
            }
        }
        works(two);
    }

    @Test
    void past_the_limit_the_connection_is_kept_until_the_rest_fits() throws SQLException {
        try (Statement statement = one.createStatement()) {
            ResultSet rows = statement.executeQuery("SELECT K, V FROM LONG_ROWS ORDER BY K");
            read(rows, 0, 10);
            assertThat(error(two)).isEqualTo(POOL_WAIT);
            read(rows, 10, 300);
            works(two);
            read(rows, 300, 400);
            assertThat(rows.next()).isFalse();

            rows = statement.executeQuery("SELECT K, V FROM LONG_ROWS ORDER BY K");
            read(rows, 0, 10);
            assertThat(error(two)).isEqualTo(POOL_WAIT);
            manage("SP_SET_PARA_VALUE(0, 'DCP_RESULT_READ_AHEAD', 1024)");
            read(rows, 10, 30);
            works(two);
            read(rows, 30, 400);
            assertThat(rows.next()).isFalse();
        }
    }

    @Test
    void without_it_rows_keep_their_connection() throws SQLException {
        manage("SP_SET_PARA_VALUE(0, 'DCP_RESULT_READ_AHEAD', 0)");
        try (Statement statement = one.createStatement()) {
            ResultSet rows = statement.executeQuery(ALL);
            read(rows, 0, 10);
            assertThat(error(two)).isEqualTo(POOL_WAIT);
            read(rows, 10, ROWS);
            works(two);
        }
    }

    @Test
    void who_scrolls_keeps_the_connection() throws SQLException {
        try (Statement statement = one.createStatement(ResultSet.TYPE_SCROLL_INSENSITIVE, ResultSet.CONCUR_READ_ONLY)) {
            ResultSet rows = statement.executeQuery(ALL);
            read(rows, 0, 10);
            assertThat(error(two)).isEqualTo(POOL_WAIT);
            assertThat(rows.absolute(ROWS)).isTrue();
            assertThat(rows.getInt(1)).isEqualTo(ROWS - 1);
        }
    }
}
