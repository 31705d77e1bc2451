package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.MppCluster;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two sessions by turns on a pool of one: what each has set holds for it, and is never seen by the other. ADR 0003. */
@MppCluster(
        eps = 2,
        poolSize = 1,
        seed = 19,
        mode = Mode.REAL,
        settings = {"DCP_POOL_WAIT = 100", "DCP_RESULT_READ_AHEAD = 32"})
class SessionStateTest extends TwoClients {
    private static final int POOL_WAIT = -8910;

    @BeforeEach
    void start() throws SQLException {
        run(one, "CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(2000)) DISTRIBUTED BY HASH(K)");
        run(one, "INSERT INTO T VALUES(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four')");
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String row(Connection connection, int key) throws SQLException {
        return value(connection, "SELECT V FROM T WHERE K = " + key);
    }

    private static String mine(Connection connection, String column) throws SQLException {
        return value(connection, "SELECT " + column + " FROM V$SESSIONS WHERE STATE = 'ACTIVE'");
    }

    /** The other session cannot have the connection, because {@code one} keeps it. */
    private void keeps() {
        SQLException told = catchThrowableOfType(SQLException.class, () -> row(two, 1));
        assertThat(told.getErrorCode()).isEqualTo(POOL_WAIT);
    }

    private void keepsNot() throws SQLException {
        assertThat(row(two, 1)).isEqualTo("one");
    }

    @Test
    void a_schema_follows() throws SQLException {
        run(one, "CREATE SCHEMA S2 AUTHORIZATION SYSDBA");
        run(one, "CREATE TABLE S2.T(K INT PRIMARY KEY, V VARCHAR(20)) DISTRIBUTED BY HASH(K)");
        run(one, "INSERT INTO S2.T VALUES(1, 's2'), (2, 's2'), (3, 's2'), (4, 's2')");
        run(one, "SET SCHEMA S2");
        for (int key = 1; key <= 4; key++) {
            assertThat(row(one, key)).isEqualTo("s2");
            assertThat(row(two, key)).isNotEqualTo("s2");
        }
        keepsNot();
    }

    @Test
    void an_isolation_level_follows() throws SQLException {
        one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        for (int i = 0; i < 3; i++) {
            assertThat(mine(one, "ISO_LEVEL")).isEqualTo("3");
            assertThat(mine(two, "ISO_LEVEL")).isEqualTo("1");
        }
        keepsNot();
    }

    @Test
    void read_only_follows() throws SQLException {
        run(one, "SP_SET_SESSION_READONLY(1)");
        for (int key = 1; key <= 4; key++) {
            String change = "UPDATE T SET V = V WHERE K = " + key;
            assertThatThrownBy(() -> run(one, change)).isInstanceOf(SQLException.class);
            run(two, change);
        }
        run(one, "SP_SET_SESSION_READONLY(0)");
        run(one, "UPDATE T SET V = V WHERE K = 1");
        keepsNot();
    }

    @Test
    void a_time_zone_follows() throws SQLException {
        run(one, "SET TIME ZONE '+02:00'");
        for (int key = 1; key <= 4; key++) {
            row(two, key);
            assertThat(mine(one, "TIME_ZONE")).isEqualTo("+02:00");
            assertThat(mine(two, "TIME_ZONE")).isNotEqualTo("+02:00");
        }
        keepsNot();
    }

    @Test
    void a_temporary_table_keeps_its_session_and_its_rows_are_nobody_elses() throws SQLException {
        run(one, "CREATE GLOBAL TEMPORARY TABLE TT(K INT) ON COMMIT PRESERVE ROWS");
        run(one, "INSERT INTO TT VALUES(7)");
        keeps();
        assertThat(value(one, "SELECT COUNT(*) FROM TT")).isEqualTo("1");
        one.close();
        assertThat(value(two, "SELECT COUNT(*) FROM TT")).isEqualTo("0");
    }

    @Test
    void a_temporary_table_keeps_nobody_once_it_is_truncated() throws SQLException {
        run(one, "CREATE GLOBAL TEMPORARY TABLE TT(K INT) ON COMMIT PRESERVE ROWS");
        keepsNot();
        one.setAutoCommit(false);
        run(one, "INSERT INTO TT VALUES(7)");
        one.commit();
        keeps();
        assertThat(value(one, "SELECT COUNT(*) FROM TT")).isEqualTo("1");
        one.commit();
        run(one, "TRUNCATE TABLE TT");
        one.commit();
        keepsNot();
        assertThat(value(two, "SELECT COUNT(*) FROM TT")).isEqualTo("0");
        run(two, "DROP TABLE TT");
        assertThat(row(one, 1)).isEqualTo("one");
        one.commit();
        keepsNot();
    }

    @Test
    void a_temporary_table_from_before_the_dcps_start_keeps_its_user_too() throws SQLException {
        run(one, "CREATE GLOBAL TEMPORARY TABLE TT(K INT) ON COMMIT PRESERVE ROWS");
        one.close();
        two.close();
        cluster.stopDcp("DCP1");
        cluster.startDcp("DCP1");
        one = connect("");
        two = connect("");
        await().untilAsserted(() -> {
            run(one, "INSERT INTO TT VALUES(7)");
            keeps();
        });
        one.close();
        assertThat(value(two, "SELECT COUNT(*) FROM TT")).isEqualTo("0");
    }

    @Test
    void a_view_on_a_temporary_table_keeps_its_user() throws SQLException {
        run(one, "CREATE GLOBAL TEMPORARY TABLE TT(K INT) ON COMMIT PRESERVE ROWS");
        run(one, "CREATE VIEW TV AS SELECT K FROM TT");
        keepsNot();
        value(one, "SELECT COUNT(*) FROM TV");
        keeps();
    }

    @Test
    void a_temporary_table_that_a_commit_empties_keeps_its_transaction_only() throws SQLException {
        run(one, "CREATE GLOBAL TEMPORARY TABLE TD(K INT) ON COMMIT DELETE ROWS");
        one.setAutoCommit(false);
        run(one, "INSERT INTO TD VALUES(7)");
        assertThat(value(one, "SELECT COUNT(*) FROM TD")).isEqualTo("1");
        keeps();
        one.commit();
        keepsNot();
        assertThat(value(two, "SELECT COUNT(*) FROM TD")).isEqualTo("0");
        assertThat(value(one, "SELECT COUNT(*) FROM TD")).isEqualTo("0");
        one.commit();
        run(two, "DROP TABLE TD");
    }

    @Test
    void identity_insert_keeps_its_session() throws SQLException {
        run(one, "CREATE TABLE I(K INT IDENTITY(1, 1), V INT) DISTRIBUTED BY HASH(V)");
        keepsNot();
        run(one, "SET IDENTITY_INSERT I ON");
        keeps();
        one.close();
        assertThat(catchThrowableOfType(SQLException.class, () -> run(two, "INSERT INTO I(K, V) VALUES(5, 1)"))
                        .getErrorCode())
                .isEqualTo(-2723);
    }

    @Test
    void a_lock_keeps_its_session_to_the_end_of_its_transaction() throws SQLException {
        one.setAutoCommit(false);
        run(one, "LOCK TABLE T IN EXCLUSIVE MODE");
        keeps();
        one.commit();
        keepsNot();
        value(one, "SELECT K FROM T WHERE K = 1 FOR UPDATE");
        keeps();
        one.rollback();
        keepsNot();
    }

    @Test
    void a_savepoint_is_its_transactions() throws SQLException {
        one.setAutoCommit(false);
        run(one, "UPDATE T SET V = 'a' WHERE K = 2");
        run(one, "SAVEPOINT SP");
        run(one, "UPDATE T SET V = 'b' WHERE K = 2");
        keeps();
        run(one, "ROLLBACK TO SAVEPOINT SP");
        one.commit();
        assertThat(row(two, 2)).isEqualTo("a");
        two.setAutoCommit(false);
        assertThatThrownBy(() -> run(two, "ROLLBACK TO SAVEPOINT SP")).isInstanceOf(SQLException.class);
        two.rollback();
    }

    @Test
    void rows_keep_their_session_until_the_last_one_or_until_their_statement_is_used_again() throws SQLException {
        for (int key = 100; key < 160; key++) {
            run(one, "INSERT INTO T VALUES(" + key + ", '" + "x".repeat(2000) + "')");
        }
        try (Statement statement = one.createStatement()) {
            statement.setFetchSize(2);
            try (ResultSet rows = statement.executeQuery("SELECT K, V FROM T ORDER BY K")) {
                assertThat(rows.next()).isTrue();
                keeps();
                while (rows.next()) {
                    assertThat(rows.getInt(1)).isPositive();
                }
            }
            keepsNot();
            try (ResultSet rows = statement.executeQuery("SELECT K, V FROM T ORDER BY K")) {
                assertThat(rows.next()).isTrue();
            }
            try (ResultSet rows = statement.executeQuery("SELECT 1")) {
                assertThat(rows.next()).isTrue();
            }
            keepsNot();
        }
    }
}
