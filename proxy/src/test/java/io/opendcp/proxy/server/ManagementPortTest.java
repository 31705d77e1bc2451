package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The management port, asked by the official driver. Manual 3.1, 3.2, 4, 5. */
class ManagementPortTest {
    private Path dir;
    private DcpUnderTest dcp;
    private Connection dba;

    @BeforeEach
    void start(@TempDir Path empty) throws Exception {
        dir = empty;
        dcp = new DcpUnderTest(dir);
        dba = dcp.manage("SYSDBA", "SYSDBA");
    }

    @AfterEach
    void stop() throws SQLException {
        dba.close();
        dcp.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = dba.createStatement()) {
            statement.execute(sql);
        }
    }

    private int error(String sql) {
        return error(dba, sql);
    }

    private static int error(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> {
                    try (Statement statement = connection.createStatement()) {
                        statement.execute(sql);
                    }
                })
                .getErrorCode();
    }

    private List<String> rows(String sql) throws SQLException {
        return rows(dba, sql);
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
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

    private static List<String> columns(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnLabel(i) + " "
                        + rows.getMetaData().getColumnTypeName(i));
            }
            return names;
        }
    }

    @Test
    void instances_and_login_are_told_and_shown_as_the_manual_prints_them() throws SQLException {
        run("SP_DCP_ADD_INST('MPP_EP01', '192.168.0.1', 5236);");
        run("CALL SP_DCP_ADD_INST('MPP_EP02', '192.168.0.2', 5237)");
        run("call sys.sp_dcp_set_login('SYSDBA', 'SYSDBA')");

        assertThat(columns(dba, "select * from SYS.SYSDCPINSTS;"))
                .containsExactly("NAME VARCHAR", "IP VARCHAR", "PORT INTEGER");
        assertThat(rows("select * from SYS.SYSDCPINSTS;"))
                .containsExactly("MPP_EP01|192.168.0.1|5236", "MPP_EP02|192.168.0.2|5237");
        assertThat(columns(dba, "select * from SYS.SYSDCPLOGIN;")).containsExactly("USERNAME VARCHAR");
        assertThat(rows("select * from SYS.SYSDCPLOGIN;")).containsExactly("SYSDBA");
        assertThat(rows("SELECT USERNAME, PWD FROM SYSDCPLOGIN")).containsExactly("SYSDBA|******");

        run("SP_DCP_SET_LOGIN('OTHER', 'x')");
        assertThat(rows("select * from SYS.SYSDCPLOGIN")).containsExactly("OTHER");
        run("SP_DCP_CLEAR_INST('MPP_EP01')");
        assertThat(rows("SELECT NAME FROM SYS.SYSDCPINSTS")).containsExactly("MPP_EP02");
    }

    @Test
    void procedures_take_bound_values() throws SQLException {
        try (CallableStatement call = dba.prepareCall("{call SP_DCP_ADD_INST(?, ?, ?)}")) {
            call.setString(1, "甲");
            call.setString(2, "10.0.0.1");
            call.setInt(3, 5236);
            call.execute();
        }
        try (PreparedStatement query = dba.prepareStatement("SELECT PORT FROM SYS.SYSDCPINSTS WHERE NAME = ?")) {
            query.setString(1, "甲");
            try (ResultSet rows = query.executeQuery()) {
                assertThat(rows.next()).isTrue();
                assertThat(rows.getInt(1)).isEqualTo(5236);
            }
        }
    }

    @Test
    void bad_arguments_are_refused_and_change_nothing() throws SQLException {
        run("SP_DCP_ADD_INST('A', 'h', 1)");

        assertThat(error("SP_DCP_ADD_INST('A', 'other', 2)")).isEqualTo(-6602);
        assertThat(error("SP_DCP_ADD_INST('B', 'h')")).isEqualTo(-5402);
        assertThat(error("SP_DCP_ADD_INST('B', 'h', 0)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_ADD_INST('B', 'h', 65536)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_ADD_INST('B', 'h', 1.5)")).isEqualTo(-5403);
        assertThat(error("SP_DCP_ADD_INST('B', 'h', 'port')")).isEqualTo(-5403);
        assertThat(error("SP_DCP_ADD_INST('', 'h', 1)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_ADD_INST('" + "x".repeat(129) + "', 'h', 1)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_ADD_INST('B', '" + "x".repeat(65) + "', 1)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_ADD_INST(B, 'h', 1)")).isEqualTo(-2007);
        assertThat(error("SP_DCP_CLEAR_INST('B')")).isEqualTo(-2201);
        assertThat(error("SP_DCP_CLEAR_CONN(-1)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_REFRESH_CONFIG(1)")).isEqualTo(-5402);
        assertThat(error("SP_DCP_NOTHING()")).isEqualTo(-2207);
        assertThat(rows("SELECT * FROM SYS.SYSDCPINSTS")).containsExactly("A|h|1");
    }

    @Test
    void a_drain_is_begun_shown_and_cleared() throws SQLException {
        assertThat(rows("SELECT * FROM V$DCP_DRAIN")).isEmpty();
        assertThat(error("SP_DCP_CLEAR_DRAIN()")).isEqualTo(-8941);

        run("SP_DCP_DRAIN(60)");
        assertThat(rows("SELECT STATUS, SESSIONS, MOVED, CLOSED_IDLE, CLOSED_IN_TRX, LEFT_BY_SELF, LIVE_PEERS"
                        + " FROM V$DCP_DRAIN"))
                .containsExactly("DRAINED|0|0|0|0|0|");
        assertThat(rows("SELECT 1 FROM V$DCP_DRAIN WHERE DEADLINE > START_TIME"))
                .hasSize(1);
        assertThat(error("SP_DCP_DRAIN(60)")).isEqualTo(-8940);

        run("SP_DCP_CLEAR_DRAIN()");
        assertThat(rows("SELECT STATUS FROM V$DCP_DRAIN")).containsExactly("CLEARED");
        run("SP_DCP_DRAIN(0)");
    }

    @Test
    void a_drain_that_cannot_be_does_not_begin() throws SQLException {
        assertThat(error("SP_DCP_DRAIN(-1)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_DRAIN(86401)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_DRAIN()")).isEqualTo(-5402);
        assertThat(error("SP_DCP_DRAIN(60, '127.0.0.1:5236')")).isEqualTo(-5402);
        assertThat(error("SP_DCP_DRAIN('soon')")).isEqualTo(-5403);
        for (String peers : List.of("127.0.0.1", "127.0.0.1:0", "h:65536", "my_host:5236", "h:1, h:1", "h:1,")) {
            assertThat(error("SP_DCP_DRAIN(60, '" + peers + "', '*')"))
                    .as(peers)
                    .isEqualTo(-2206);
        }
        assertThat(error("SP_DCP_DRAIN(60, '127.0.0.1:1', 'APP, ')")).isEqualTo(-2206);
        assertThat(error("SP_DCP_DRAIN(60, '127.0.0.1:1', '*')")).isEqualTo(-8911);
        run("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')");
        assertThat(error("SP_DCP_DRAIN(60, '127.0.0.1:1', '*')")).isEqualTo(-8942);
        assertThat(rows("SELECT * FROM V$DCP_DRAIN")).isEmpty();
    }

    @Test
    void a_refresh_says_what_is_missing_or_who_cannot_be_reached() throws SQLException {
        assertThat(error("SP_DCP_REFRESH_CONFIG()")).isEqualTo(-8911);

        run("SP_DCP_ADD_INST('A', '127.0.0.1', 1)");
        run("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')");
        assertThat(error("SP_DCP_REFRESH_CONFIG()")).isEqualTo(-6012);
        assertThat(rows("SELECT * FROM V$DCPINSTS")).isEmpty();
    }

    @Test
    void the_user_port_says_what_to_do_before_the_first_refresh() {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> dcp.use("SYSDBA", "SYSDBA"));

        assertThat(refused.getErrorCode()).isEqualTo(-8911);
        assertThat(refused.getMessage()).contains("SP_DCP_REFRESH_CONFIG");
    }

    @Test
    void a_wrong_password_and_an_unknown_user_look_alike() {
        for (String user : List.of("SYSDBA", "NOBODY")) {
            SQLException refused = catchThrowableOfType(SQLException.class, () -> dcp.manage(user, "wrong"));
            assertThat(refused.getErrorCode()).isEqualTo(-2501);
        }
    }

    @Test
    void views_have_their_columns_in_order() throws SQLException {
        assertThat(columns(dba, "SELECT * FROM V$DCPINSTS"))
                .containsExactly("NAME VARCHAR", "EPNO INTEGER", "IP VARCHAR", "PORT INTEGER");
        assertThat(columns(dba, "SELECT * FROM V$DCPINST")).hasSize(4);
        assertThat(columns(dba, "SELECT * FROM V$DCP_CONNPOOL"))
                .containsExactly(
                        "ID BIGINT",
                        "USERNAME VARCHAR",
                        "CUR_SCH VARCHAR",
                        "EPNO INTEGER",
                        "EXEC_MODE INTEGER",
                        "FREE_FLAG CHAR",
                        "RELEASE_TS INTEGER");
        assertThat(rows("SELECT NAME, STAT_VAL FROM V$SYSSTAT WHERE NAME LIKE '% count' ORDER BY ID"))
                .contains("trx exec count|0", "ep changed count|0");
        assertThat(rows("SELECT USER_NAME, DCP_FLAG, CONNECTED FROM V$SESSIONS"))
                .containsExactly("SYSDBA|Y|1");
        assertThat(rows("SELECT NAME, STATUS$, MODE$ FROM V$INSTANCE")).containsExactly("DCP|OPEN|NORMAL");
        assertThat(rows("SELECT COUNT(*) FROM V$SESSIONS S, V$SYSSTAT T WHERE T.NAME = 'trx exec count'"))
                .containsExactly("1");
        assertThat(rows("SELECT 1 FROM DUAL")).containsExactly("1");
    }

    @Test
    void a_pause_is_begun_shown_and_ended_by_its_owner_or_in_his_name() throws SQLException {
        String shown = "SELECT STATUS, OWNER, TRANSACTIONS, WAITING FROM V$DCP_PAUSE";
        assertThat(rows(shown)).isEmpty();
        run("SP_DCP_PAUSE(60)");
        assertThat(rows(shown)).containsExactly("PAUSED|SYSDBA|0|0");
        assertThat(error("SP_DCP_PAUSE(60)")).isEqualTo(-8960);
        run("CREATE USER OTHER IDENTIFIED BY OTHER");
        run("GRANT DBA TO OTHER");
        try (Connection other = dcp.manage("OTHER", "OTHER")) {
            assertThat(error(other, "SP_DCP_RESUME()")).isEqualTo(-8960);
            assertThat(rows(shown)).containsExactly("PAUSED|SYSDBA|0|0");
            assertThat(error(other, "SP_DCP_RESUME(1)")).isEqualTo(-5403);
            assertThat(error(other, "SP_DCP_RESUME('SYSDBA', 1)")).isEqualTo(-5402);
            try (Statement statement = other.createStatement()) {
                statement.execute("SP_DCP_RESUME('SYSDBA')");
            }
        }

        assertThat(rows(shown)).containsExactly("RESUMED|SYSDBA|0|0");
        assertThat(error("SP_DCP_RESUME()")).isEqualTo(-8961);
        assertThat(error("SP_DCP_PAUSE(0)")).isEqualTo(-2206);
        assertThat(error("SP_DCP_PAUSE(86401)")).isEqualTo(-2206);
    }

    @Test
    void deviations_from_the_manual_are_listed_as_far_as_they_are_switched_on() throws Exception {
        assertThat(rows("SELECT NAME, MANUAL, SWITCHED_OFF_BY FROM V$DCP_DEVIATIONS ORDER BY NAME"))
                .containsExactly(
                        "CONNECTIONS_KEPT|3.2|DCP_MANUAL_MODE = 1",
                        "PASSWORD_PROVED_ANEW|3.4|",
                        "PROBED|3.2|DCP_PROBE_PERIOD = 0",
                        "REFRESHED_SOONER|3.2|DCP_MANUAL_MODE = 1",
                        "ROWS_AFTER_COMMIT|1|DCP_MANUAL_MODE = 1",
                        "WAITS_FOR_EP|6.2|DCP_SWITCH_WAIT = 0");
        stop();
        String more = "DCP_MANUAL_MODE = 1\nDCP_SWITCH_WAIT = 0\nDCP_STAY_ON_EP = 1\nDCP_MPP_FLAG = 1\n";
        Files.writeString(dir.resolve("dm.ini"), more, StandardOpenOption.APPEND);
        dcp = new DcpUnderTest(dir);
        dba = dcp.manage("SYSDBA", "SYSDBA");

        assertThat(rows("SELECT NAME FROM V$DCP_DEVIATIONS ORDER BY NAME"))
                .containsExactly("PASSWORD_PROVED_ANEW", "STAYS_ON_EP", "TELLS_EPS");
    }

    @Test
    void the_pool_is_shown_in_one_row() throws SQLException {
        run("ALTER SYSTEM SET 'DCP_CONN_POOL_SIZE' = 9");

        assertThat(columns(dba, "SELECT * FROM V$DCP_POOL"))
                .containsExactly(
                        "POOL_SIZE INTEGER",
                        "IN_USE INTEGER",
                        "FREE INTEGER",
                        "WAITING INTEGER",
                        "WAITS BIGINT",
                        "P50_MS DECIMAL",
                        "P95_MS DECIMAL",
                        "P99_MS DECIMAL",
                        "MAX_MS DECIMAL");
        assertThat(rows("SELECT * FROM V$DCP_POOL")).containsExactly("9|0|0|0|0|null|null|null|null");
    }

    @Test
    void what_is_no_management_sql_gets_a_clear_error() {
        assertThat(error("SELECT * FROM NOWHERE")).isEqualTo(-2106);
        assertThat(error("SELECT NOTHING FROM V$DCPINSTS")).isEqualTo(-2111);
        assertThat(error("SELEC 1")).isIn(-2007, -2004);
        assertThat(error("DELETE FROM SYS.SYSDCPINSTS")).isEqualTo(-2004);
        assertThat(error("SELECT 1 FROM DUAL; SELECT 2 FROM DUAL")).isEqualTo(-2004);
        assertThat(error("SELECT FILE_READ('/etc/passwd') FROM DUAL")).isEqualTo(-2207);
        assertThat(error("SELECT 1 / 0 FROM DUAL")).isEqualTo(-6103);
        assertThat(error("SELECT COUNT(*) FROM V$SESSIONS WHERE SESS_ID = 'x'")).isEqualTo(-6101);
    }

    @Test
    void only_dbas_manage_and_others_may_look() throws SQLException {
        run("CREATE USER WATCHER IDENTIFIED BY \"Look9only\"");
        run("SP_DCP_ADD_INST('A', 'h', 1)");

        try (Connection watcher = dcp.manage("watcher", "Look9only")) {
            assertThat(rows(watcher, "SELECT NAME FROM SYS.SYSDCPINSTS")).containsExactly("A");
            for (String sql : List.of(
                    "SP_DCP_ADD_INST('B', 'h', 1)",
                    "SP_DCP_CLEAR_INST('A')",
                    "SP_DCP_SET_LOGIN('U', 'p')",
                    "SP_DCP_REFRESH_CONFIG()",
                    "SP_DCP_CLEAR_CONN(1)",
                    "SP_DCP_DRAIN(60)",
                    "SP_DCP_CLEAR_DRAIN()",
                    "SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', 5)",
                    "ALTER SYSTEM SET 'DCP_CONN_POOL_SIZE' = 5",
                    "CREATE USER X IDENTIFIED BY Y",
                    "ALTER USER SYSDBA IDENTIFIED BY Y",
                    "GRANT DBA TO WATCHER",
                    "DROP USER WATCHER")) {
                assertThat(error(watcher, sql)).as(sql).isEqualTo(-5505);
            }
            try (Statement own = watcher.createStatement()) {
                own.execute("ALTER USER WATCHER IDENTIFIED BY \"other\"");
            }
        }
        assertThat(rows("SELECT NAME FROM SYS.SYSDCPINSTS")).containsExactly("A");

        try (Connection again = dcp.manage("WATCHER", "other")) {
            run("GRANT DBA TO WATCHER");
            try (Statement now = again.createStatement()) {
                now.execute("SP_DCP_CLEAR_INST('A')");
            }
            run("REVOKE DBA FROM WATCHER");
            assertThat(error(again, "SP_DCP_CLEAR_CONN(1)")).isEqualTo(-5505);
            run("DROP USER WATCHER");
            assertThat(error(again, "SELECT * FROM V$DCPINSTS")).isEqualTo(-5567);
        }
        assertThat(error("DROP USER SYSDBA")).isEqualTo(-5567);
    }

    @Test
    void the_pools_size_is_changed_live_and_in_the_file() throws SQLException, IOException {
        run("SP_SET_PARA_VALUE(1, 'DCP_CONN_POOL_SIZE', 7)");

        assertThat(rows("SELECT TYPE, VALUE, FILE_VALUE FROM V$PARAMETER WHERE NAME = 'DCP_CONN_POOL_SIZE'"))
                .containsExactly("SYS|7|7");
        assertThat(Files.readString(dir.resolve("dm.ini")))
                .contains("DCP_CONN_POOL_SIZE = 7")
                .contains("# applications");

        run("ALTER SYSTEM SET 'DCP_CONN_POOL_SIZE' = 9");
        assertThat(rows("SELECT PARA_VALUE, FILE_VALUE, MIN_VALUE, MAX_VALUE FROM V$DM_INI"
                        + " WHERE PARA_NAME = 'DCP_CONN_POOL_SIZE'"))
                .containsExactly("9|7|1|10000");
        assertThat(error("SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', 0)")).isEqualTo(-2206);
        assertThat(error("SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', 10001)")).isEqualTo(-2206);
        assertThat(error("SP_SET_PARA_VALUE(0, 'DCP_NOTHING', 1)")).isEqualTo(-2206);
        assertThat(error("SP_SET_PARA_VALUE(3, 'DCP_CONN_POOL_SIZE', 1)")).isEqualTo(-2206);
        assertThat(error("SP_SET_PARA_VALUE(0, 'DCP_PORT_NUM', 5300)")).isEqualTo(-8918);
        assertThat(error("SP_SET_PARA_VALUE(0, 'INSTANCE_NAME', 1)")).isEqualTo(-5403);
    }

    @Test
    void the_pools_other_limits_are_changed_live_too() throws SQLException {
        run("SP_SET_PARA_VALUE(0, 'DCP_POOL_USER_LIMIT', 4)");
        run("ALTER SYSTEM SET 'DCP_POOL_EP_LIMIT' = 5 BOTH");

        assertThat(dcp.poolLimits().user()).isEqualTo(4);
        assertThat(dcp.poolLimits().ep()).isEqualTo(5);
        assertThat(dcp.poolLimits().size()).isEqualTo(1000);
        assertThat(rows("SELECT NAME, TYPE, VALUE, FILE_VALUE FROM V$PARAMETER WHERE NAME LIKE 'DCP_POOL_%_LIMIT'"))
                .containsExactly("DCP_POOL_USER_LIMIT|SYS|4|0", "DCP_POOL_EP_LIMIT|SYS|5|5");
        run("SP_SET_PARA_VALUE(0, 'DCP_POOL_IDLE_TIME', 6)");
        run("SP_SET_PARA_VALUE(0, 'DCP_POOL_LIFE_TIME', 7)");
        assertThat(dcp.poolLimits().idle()).isEqualTo(Duration.ofSeconds(6));
        assertThat(dcp.poolLimits().life()).isEqualTo(Duration.ofSeconds(7));
        run("SP_SET_PARA_VALUE(0, 'DCP_POOL_STATEMENTS', 8)");
        assertThat(dcp.poolLimits().texts()).isEqualTo(8);
        run("SP_SET_PARA_VALUE(0, 'DCP_POOL_WAIT', 1500)");
        assertThat(dcp.poolLimits().longestWait()).isEqualTo(Duration.ofMillis(1500));
        assertThat(error("SP_SET_PARA_VALUE(0, 'DCP_POOL_WAIT', 3600001)")).isEqualTo(-2206);
        for (String name :
                List.of("DCP_POOL_USER_LIMIT", "DCP_POOL_EP_LIMIT", "DCP_POOL_IDLE_TIME", "DCP_POOL_LIFE_TIME")) {
            assertThat(error("SP_SET_PARA_VALUE(0, '" + name + "', -1)")).isEqualTo(-2206);
            assertThat(error("SP_SET_PARA_VALUE(0, '" + name + "', 604801)")).isEqualTo(-2206);
        }
    }

    @Test
    void the_catalogue_survives_a_restart() throws Exception {
        run("SP_DCP_ADD_INST('A', '127.0.0.1', 1)");
        run("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')");
        stop();

        start(dir);
        assertThat(rows("SELECT * FROM SYS.SYSDCPINSTS")).containsExactly("A|127.0.0.1|1");
        assertThat(rows("SELECT * FROM SYS.SYSDCPLOGIN")).containsExactly("SYSDBA");
    }

    @Test
    void a_session_goes_on_after_an_error() throws SQLException {
        dba.setAutoCommit(false);
        assertThat(error("SELECT * FROM NOWHERE")).isEqualTo(-2106);
        run("SP_DCP_ADD_INST('A', 'h', 1)");
        dba.rollback();
        assertThat(rows("SELECT NAME FROM SYS.SYSDCPINSTS"))
                .as("procedures are done when answered")
                .containsExactly("A");
        dba.commit();
    }
}
