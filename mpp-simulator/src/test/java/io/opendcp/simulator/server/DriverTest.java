package io.opendcp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opendcp.simulator.Activity;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The official driver straight on simulated EPs. */
class DriverTest extends TwoEps {
    private Connection connect(int epno) throws SQLException {
        return DriverManager.getConnection(url(epno) + "?language=en", "SYSDBA", "SYSDBA");
    }

    @Test
    void rows_spread_over_the_eps_and_a_global_session_sees_them_all() throws Exception {
        try (Connection one = connect(0);
                Connection two = connect(1);
                Statement statement = one.createStatement()) {
            statement.execute("CREATE TABLE T1(C1 INT PRIMARY KEY, C2 VARCHAR(20)) DISTRIBUTED BY HASH(C1)");
            try (PreparedStatement insert = one.prepareStatement("INSERT INTO T1 VALUES(?, ?)")) {
                for (int i = 0; i < 10; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "值" + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(10).containsOnly(1);
            }
            try (ResultSet rows =
                    two.createStatement().executeQuery("SELECT C1, C2, SF_GET_EP_SEQNO(ROWID) FROM T1 ORDER BY C1")) {
                for (int i = 0; i < 10; i++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(i);
                    assertThat(rows.getString(2)).isEqualTo("值" + i);
                    assertThat(rows.getInt(3)).isEqualTo(i % 2);
                }
                assertThat(rows.next()).isFalse();
            }
        }
        assertThat(mpp.<Long>with(cluster -> cluster.ep(0).activity().count(Activity.Kind.LOGIN)))
                .isEqualTo(1);
    }

    @Test
    void errors_carry_dms_codes_and_their_place() throws Exception {
        try (Connection connection = connect(1);
                Statement statement = connection.createStatement()) {
            SQLException table =
                    catchThrowableOfType(SQLException.class, () -> statement.executeQuery("SELECT *\nFROM NOWHERE"));
            SQLException word = catchThrowableOfType(SQLException.class, () -> statement.execute("SELEKT 1"));

            assertThat(table.getErrorCode()).isEqualTo(-2106);
            assertThat(table.getMessage()).isEqualTo("Error in line: 2\nInvalid table or view name [NOWHERE]");
            assertThat(word.getErrorCode()).isEqualTo(-2007);
            assertThat(word.getMessage()).isEqualTo("line 1, column 7, nearby [1] has error: \nSyntax error");
        }
    }

    @Test
    void the_manuals_questions_about_eps_are_answered() throws Exception {
        try (Connection connection = connect(1);
                Statement statement = connection.createStatement();
                ResultSet eps = statement.executeQuery(
                        "SELECT C.INST_NAME, C.EP_SEQNO, CASE M.MAL_INST_HOST WHEN '' THEN M.MAL_HOST ELSE"
                                + " M.MAL_INST_HOST END, M.MAL_INST_PORT FROM V$MPP_CFG_ITEM C, V$DM_MAL_INI M"
                                + " WHERE C.INST_NAME = M.MAL_INST_NAME AND SF_GET_EP_SEQNO(C.ROWID) ="
                                + " SF_GET_SELF_EP_SEQNO() AND SF_GET_EP_SEQNO(M.ROWID) = SF_GET_SELF_EP_SEQNO()"
                                + " ORDER BY C.EP_SEQNO")) {
            assertThat(eps.next()).isTrue();
            assertThat(eps.getString(1)).isEqualTo("EP01");
            assertThat(eps.getInt(2)).isZero();
            assertThat(eps.next()).isTrue();
            assertThat(eps.getInt(4)).isEqualTo(5237);
            assertThat(eps.next()).isFalse();
        }
    }

    @Test
    void passwords_languages_and_local_sessions_are_as_in_the_url() throws Exception {
        String url = url(1);
        SQLException chinese = catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection(url + "?language=cn", "SYSDBA", "wrong"));
        SQLException english = catchThrowableOfType(
                SQLException.class, () -> DriverManager.getConnection(url + "?language=en", "SYSDBA", "wrong"));

        assertThat(chinese.getErrorCode()).isEqualTo(-2501);
        assertThat(chinese.getMessage()).contains("用户名或密码错误");
        assertThat(english.getMessage()).contains("Invalid username or password");
        try (Connection global = connect(0);
                Connection local = DriverManager.getConnection(url + "?mppLocal=true", "SYSDBA", "SYSDBA")) {
            global.createStatement().execute("CREATE TABLE L(K INT) DISTRIBUTED BY HASH(K)");
            global.createStatement().execute("INSERT INTO L VALUES(0), (1), (3)");
            assertThat(count(local, "SELECT COUNT(*) FROM L")).isEqualTo(2);
            assertThat(count(global, "SELECT COUNT(*) FROM L")).isEqualTo(3);
        }
    }

    private static int count(Connection connection, String sql) throws SQLException {
        try (ResultSet rows = connection.createStatement().executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    @Test
    void generated_keys_come_by_identity_name_or_number() throws Exception {
        try (Connection connection = connect(0);
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE TABLE G(ID INT IDENTITY(7, 1), V VARCHAR(9), W INT DEFAULT 3) DISTRIBUTED BY HASH(ID)");
            String insert = "INSERT INTO G(V) VALUES('a')";

            statement.executeUpdate(insert, Statement.RETURN_GENERATED_KEYS);
            assertThat(keys(statement, 1)).containsExactly("7");
            try (PreparedStatement names = connection.prepareStatement(insert, new String[] {"id", "W"})) {
                names.executeUpdate();
                assertThat(keys(names, 2)).containsExactly("8", "3");
            }
            try (PreparedStatement numbers = connection.prepareStatement(insert, new int[] {2, 1})) {
                numbers.executeUpdate();
                assertThat(keys(numbers, 2)).containsExactly("a", "9");
            }
        }
    }

    private static List<String> keys(Statement statement, int width) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet keys = statement.getGeneratedKeys()) {
            while (keys.next()) {
                for (int i = 1; i <= width; i++) {
                    values.add(keys.getString(i));
                }
            }
        }
        return values;
    }

    @Test
    void a_transaction_of_one_connection_makes_another_wait() throws Exception {
        try (Connection one = connect(0);
                Connection two = connect(1)) {
            one.createStatement().execute("CREATE TABLE W(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            one.createStatement().execute("INSERT INTO W VALUES(1, 0)");
            one.setAutoCommit(false);
            one.createStatement().executeUpdate("UPDATE W SET V = 1 WHERE K = 1");
            var waiting = java.util.concurrent.CompletableFuture.supplyAsync(() -> {
                try {
                    return two.createStatement().executeUpdate("UPDATE W SET V = V + 10 WHERE K = 1");
                } catch (SQLException e) {
                    throw new AssertionError(e);
                }
            });
            await().until(() -> count(one, "SELECT COUNT(*) FROM V$SESSIONS WHERE STATE = 'ACTIVE'") == 2);

            one.commit();

            assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(count(one, "SELECT V FROM W")).isEqualTo(11);
        }
    }
}
