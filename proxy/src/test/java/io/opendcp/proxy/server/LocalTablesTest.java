package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that an administrator makes on the management port. Manual 3: a DCP is a DM server itself. */
class LocalTablesTest {
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

    private int run(String sql) throws SQLException {
        try (Statement statement = dba.createStatement()) {
            return statement.executeUpdate(sql);
        }
    }

    private int error(String sql) {
        return error(dba, sql);
    }

    private static int error(Connection connection, String sql) {
        SQLException refused = catchThrowableOfType(SQLException.class, () -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
        return refused == null ? 0 : refused.getErrorCode();
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

    @Test
    void rows_are_changed_read_and_joined_with_views() throws SQLException {
        run("CREATE TABLE NOTES(NAME VARCHAR(20) PRIMARY KEY, PORT INT DEFAULT 7 NOT NULL, PRICE NUMBER, SEEN DATE)");
        run("SP_DCP_ADD_INST('EP01', '192.168.0.1', 5236)");

        assertThat(run("INSERT INTO NOTES(NAME, PRICE, SEEN) VALUES('one', 1.25, DATE '2026-11-23')"))
                .isEqualTo(1);
        assertThat(run("INSERT INTO SYSDBA.NOTES(NAME, PORT) SELECT NAME, PORT FROM SYS.SYSDCPINSTS"))
                .isEqualTo(1);
        assertThat(run("UPDATE NOTES N SET N.PORT = N.PORT + 1 WHERE N.PORT > 0"))
                .isEqualTo(2);
        assertThat(rows("SELECT * FROM NOTES ORDER BY PORT"))
                .containsExactly("one|8|1.25|2026-11-23", "EP01|5237|null|null");
        assertThat(rows("SELECT I.IP FROM SYS.SYSDCPINSTS I JOIN NOTES N ON N.NAME = I.NAME"))
                .containsExactly("192.168.0.1");
        assertThat(run("DELETE FROM NOTES WHERE NAME IN (SELECT NAME FROM SYSDCPINSTS)"))
                .isEqualTo(1);
        assertThat(rows("SELECT NAME, ROWID FROM NOTES")).containsExactly("one|1");
        assertThat(run("DELETE FROM NOTES WHERE NAME = 'nobody'")).isZero();
    }

    @Test
    void bound_rows_are_one_change() throws SQLException {
        run("CREATE TABLE T(A INT PRIMARY KEY, B VARCHAR(10))");
        try (PreparedStatement insert = dba.prepareStatement("INSERT INTO T VALUES(?, ?)")) {
            for (int i = 0; i < 3; i++) {
                insert.setInt(1, i);
                insert.setString(2, "甲" + i);
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).containsExactly(1, 1, 1);
            for (int i = 3; i >= 0; i--) {
                insert.setInt(1, i);
                insert.setString(2, null);
                insert.addBatch();
            }
            assertThat(catchThrowableOfType(SQLException.class, insert::executeBatch)
                            .getErrorCode())
                    .isEqualTo(-6612);
        }
        assertThat(rows("SELECT A, B FROM T ORDER BY A")).containsExactly("0|甲0", "1|甲1", "2|甲2");
    }

    @Test
    void they_survive_a_restart() throws Exception {
        run("CREATE TABLE T(A INT, B TIMESTAMP(3), C DECIMAL(10, 3), D CHAR(4), E DOUBLE, F TIME, G NUMBER, H SMALLINT,"
                + " UNIQUE(A, D))");
        run("CREATE TABLE GONE(A INT)");
        run("INSERT INTO T VALUES(1, TIMESTAMP '2026-11-23 08:00:00.125', 1.5, 'ab', 0.25, TIME '12:00:00', 3.75, 2)");
        run("INSERT INTO T(A, D) VALUES(2, '二')");
        run("INSERT INTO T(A, D) VALUES(3, 'x')");
        run("UPDATE T SET D = 'yy' WHERE A = 3");
        run("DELETE FROM T WHERE A = 2");
        run("DROP TABLE GONE");
        List<String> before = rows("SELECT ROWID, T.* FROM T ORDER BY A");
        stop();

        start(dir);
        assertThat(rows("SELECT ROWID, T.* FROM T ORDER BY A"))
                .isEqualTo(before)
                .hasSize(2);
        assertThat(error("SELECT * FROM GONE")).isEqualTo(-2106);
        assertThat(error("INSERT INTO T(A, D) VALUES(3, 'yy')")).isEqualTo(-6612);
        run("INSERT INTO T(A, D) VALUES(4, 'z')"); // the number that failed is used
        assertThat(rows("SELECT ROWID FROM T WHERE A = 4")).containsExactly("5");
    }

    @Test
    void only_dbas_change_and_others_may_look() throws SQLException {
        run("CREATE TABLE T(A INT)");
        run("INSERT INTO T VALUES(1)");
        run("CREATE USER LOOKER IDENTIFIED BY LOOKER");
        try (Connection looker = dcp.manage("LOOKER", "LOOKER")) {
            assertThat(rows(looker, "SELECT A FROM T")).containsExactly("1");
            assertThat(error(looker, "INSERT INTO T VALUES(2)")).isEqualTo(-5501);
            assertThat(error(looker, "DELETE FROM T")).isEqualTo(-5502);
            assertThat(error(looker, "UPDATE T SET A = 2")).isEqualTo(-5503);
            assertThat(error(looker, "CREATE TABLE U(A INT)")).isEqualTo(-5515);
            assertThat(error(looker, "DROP TABLE T")).isEqualTo(-5515);
        }
        assertThat(rows("SELECT A FROM T")).containsExactly("1");
    }

    @Test
    void the_dcps_own_tables_are_not_changed_by_sql() throws SQLException {
        run("SP_DCP_ADD_INST('A', 'h', 1)");
        run("SP_DCP_SET_LOGIN('U', 'p')");
        for (String sql : List.of(
                "DELETE FROM SYS.SYSDCPINSTS",
                "DELETE FROM SYSDCPINSTS",
                "UPDATE SYS.SYSDCPLOGIN SET USERNAME = 'x'",
                "INSERT INTO SYS.SYSDCPINSTS VALUES('B', 'h', 2)",
                "DELETE FROM \"SYS\".\"SYSDCPLOGIN\"",
                "DELETE FROM SYS.ACCOUNTS",
                "INSERT INTO SYS.V$SESSIONS(SESS_ID) VALUES(1)",
                "TRUNCATE TABLE SYS.SYSDCPINSTS",
                "MERGE INTO SYSDCPINSTS USING DUAL ON 1 = 1 WHEN MATCHED THEN DELETE",
                "ALTER TABLE SYSDCPINSTS ADD X INT")) {
            assertThat(error(sql)).as(sql).isEqualTo(-2004);
        }
        assertThat(error("DROP TABLE SYSDCPINSTS")).isEqualTo(-2106);
        assertThat(error("DROP TABLE SYS.SYSDCPINSTS")).isEqualTo(-2103);
        assertThat(error("CREATE TABLE SYS.X(A INT)")).isEqualTo(-2103);
        assertThat(error("CREATE TABLE V$SESSIONS(A INT)")).isEqualTo(-2124);
        assertThat(error("INSERT INTO LOCAL_TABLES.T VALUES(1)")).isEqualTo(-2103);
        assertThat(rows("SELECT * FROM SYSDCPINSTS")).containsExactly("A|h|1");
        assertThat(rows("SELECT * FROM SYSDCPLOGIN")).containsExactly("U");
    }

    @Test
    void there_is_no_way_to_files_and_classes() throws Exception {
        run("CREATE TABLE T(A VARCHAR(1000))");
        Path target = dir.resolve("made");
        for (String sql : List.of(
                "INSERT INTO T SELECT FILE_READ('/etc/passwd')",
                "INSERT INTO T VALUES(FILE_WRITE('x', '" + target + "'))",
                "UPDATE T SET A = (SELECT * FROM CSVREAD('/etc/passwd'))",
                "DELETE FROM T WHERE CSVWRITE('" + target + "', 'SELECT 1') > 0",
                "SELECT LINK_SCHEMA('A', '', 'jdbc:h2:mem:x', '', '', 'PUBLIC')",
                "SELECT * FROM FILE_READ('/etc/passwd')",
                "CREATE ALIAS X FOR 'java.lang.System.exit'",
                "CREATE TRIGGER X BEFORE INSERT ON T CALL 'x.Y'",
                "CREATE AGGREGATE X FOR 'x.Y'",
                "CREATE LINKED TABLE L('', 'jdbc:h2:mem:x', '', '', 'T')",
                "CREATE TABLE U(A INT) ENGINE \"x.Y\"",
                "CREATE TABLE U(A VARCHAR(10) DEFAULT FILE_READ('/etc/passwd'))",
                "CREATE TABLE U(A INT AS FILE_READ('x'))",
                "CREATE TABLE U(A INT CHECK (A > 1))",
                "CREATE TABLE U AS SELECT * FROM CSVREAD('/etc/passwd')",
                "CREATE CACHED TABLE U(A INT)",
                "RUNSCRIPT FROM '/tmp/x'",
                "SCRIPT TO '" + target + "'",
                "BACKUP TO '" + target + "'",
                "SHUTDOWN",
                "SET PASSWORD 'x'",
                "GRANT ALL ON SCHEMA SYS TO READER",
                "BEGIN NULL; END;")) {
            assertThat(error(sql)).as(sql).isIn(-2004, -2007, -2207);
        }
        assertThat(Files.exists(target)).isFalse();
        assertThat(rows("SELECT COUNT(*) FROM T")).containsExactly("0");
    }

    @Test
    void bad_definitions_and_bad_rows_are_refused() throws SQLException {
        assertThat(error("CREATE TABLE T")).isEqualTo(-2007);
        assertThat(error("CREATE TABLE T()")).isEqualTo(-2007);
        assertThat(error("CREATE TABLE T(A CLOB)")).isEqualTo(-2004);
        assertThat(error("CREATE TABLE T(A INT, A INT)")).isEqualTo(-2124);
        assertThat(error("CREATE TABLE T(A INT, PRIMARY KEY(B))")).isEqualTo(-2111);
        assertThat(error("CREATE TABLE T(A VARCHAR(8189))")).isEqualTo(-2206);
        assertThat(error("CREATE TABLE T(A DECIMAL(39))")).isEqualTo(-2206);
        run("CREATE TABLE T(A INT NOT NULL, B VARCHAR(3))");
        assertThat(error("CREATE TABLE T(A INT)")).isEqualTo(-2124);
        assertThat(error("CREATE TABLE IF NOT EXISTS T(A INT)")).isZero();
        assertThat(error("INSERT INTO T VALUES(1)")).isEqualTo(-4022);
        assertThat(error("INSERT INTO T VALUES('x', 'y')")).isEqualTo(-6101);
        assertThat(error("INSERT INTO T VALUES(1, 'long')")).isEqualTo(-6169);
        assertThat(error("INSERT INTO T VALUES(NULL, 'x')")).isEqualTo(-6609);
        assertThat(error("INSERT INTO NOWHERE VALUES(1)")).isEqualTo(-2106);
        assertThat(error("DROP TABLE NOWHERE")).isEqualTo(-2106);
        assertThat(error("DROP TABLE IF EXISTS NOWHERE")).isZero();
        assertThat(rows("SELECT * FROM T")).isEmpty();
    }

    @Test
    void there_are_limits_of_rows_and_tables() throws SQLException {
        run("CREATE TABLE T(A INT)");
        String many = "INSERT INTO T SELECT A.ID FROM SYSCOLUMNS A, SYSCOLUMNS B";

        assertThat(error(many)).isEqualTo(-8904);
        assertThat(rows("SELECT COUNT(*) FROM T")).containsExactly("0");
        for (int i = 1; i < 100; i++) {
            run("CREATE TABLE T" + i + "(A INT)");
        }
        assertThat(error("CREATE TABLE ONE_MORE(A INT)")).isEqualTo(-8904);
        run("DROP TABLE T1");
        run("CREATE TABLE ONE_MORE(A INT)");
    }
}
