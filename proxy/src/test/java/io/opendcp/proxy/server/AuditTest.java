package io.opendcp.proxy.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log has of what the official driver does at the management port. */
class AuditTest {
    private Path log;
    private DcpUnderTest dcp;
    private Connection dba;

    @BeforeEach
    void start(@TempDir Path dir) throws Exception {
        log = dir.resolve("audit.log");
        dcp = new DcpUnderTest(dir);
        dba = dcp.manage("SYSDBA", "SYSDBA");
    }

    @AfterEach
    void stop() throws SQLException {
        dba.close();
        dcp.close();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void fails(Connection connection, String sql) {
        assertThatThrownBy(() -> run(connection, sql)).isInstanceOf(SQLException.class);
    }

    /** Lines without time, address and port. */
    private List<String> audited() throws IOException {
        return Files.readAllLines(log).stream()
                .map(line -> line.replaceFirst("^\\S+ \\S+ \\S+ (\\S+) 127.0.0.1:\\d+ ", "$1 "))
                .toList();
    }

    @Test
    void what_changes_something_is_there_with_its_arguments_and_outcome_and_no_password() throws Exception {
        run(dba, "SP_DCP_ADD_INST('EP''01', '192.168.0.1', 5236)");
        fails(dba, "SP_DCP_ADD_INST('EP''01', '192.168.0.1', 5236)");
        run(dba, "SP_DCP_SET_LOGIN('APP', 'secret-one')");
        fails(dba, "SP_DCP_SET_LOGIN('APP', 'secret-two', 3)");
        try (CallableStatement call = dba.prepareCall("{call SP_DCP_SET_LOGIN(?, ?)}")) {
            call.setString(1, "OTHER");
            call.setString(2, "secret-three");
            call.execute();
        }
        run(dba, "CREATE USER LOOKER IDENTIFIED BY \"secret-four\"");
        run(dba, "ALTER USER LOOKER IDENTIFIED BY \"secret-five\"");
        run(dba, "GRANT DBA TO LOOKER");
        run(dba, "ALTER SYSTEM SET 'DCP_CONN_POOL_SIZE' = 5 BOTH");
        fails(dba, "SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', 0)");
        run(dba, "SELECT * FROM V$SYSSTAT");
        run(dba, "DROP USER LOOKER");

        assertThat(audited())
                .containsExactly(
                        "SYSDBA OK LOGIN",
                        "SYSDBA OK SP_DCP_ADD_INST('EP''01', '192.168.0.1', 5236)",
                        "SYSDBA -6602 SP_DCP_ADD_INST('EP''01', '192.168.0.1', 5236)",
                        "SYSDBA OK SP_DCP_SET_LOGIN('APP', ***)",
                        "SYSDBA -5402 SP_DCP_SET_LOGIN('APP', ***, ***)",
                        "SYSDBA OK SP_DCP_SET_LOGIN('OTHER', ***)",
                        "SYSDBA OK CREATE USER LOOKER",
                        "SYSDBA OK ALTER USER LOOKER",
                        "SYSDBA OK GRANT DBA TO LOOKER",
                        "SYSDBA OK ALTER SYSTEM SET 'DCP_CONN_POOL_SIZE' = 5 BOTH",
                        "SYSDBA -2206 SP_SET_PARA_VALUE(0, 'DCP_CONN_POOL_SIZE', 0)",
                        "SYSDBA OK DROP USER LOOKER");
    }

    @Test
    void who_is_refused_is_there_too() throws Exception {
        run(dba, "CREATE USER LOOKER IDENTIFIED BY looker");
        try (Connection looker = dcp.manage("looker", "LOOKER")) {
            fails(looker, "SP_DCP_CLEAR_CONN(5)");
            fails(looker, "DROP USER SYSDBA");
        }
        assertThatThrownBy(() -> dcp.manage("SYSDBA", "wrong").close()).isInstanceOf(SQLException.class);

        assertThat(audited())
                .contains(
                        "LOOKER OK LOGIN",
                        "LOOKER -5505 SP_DCP_CLEAR_CONN(5)",
                        "LOOKER -5505 DROP USER SYSDBA",
                        "SYSDBA -2501 LOGIN");
    }

    @Test
    void who_was_refused_is_idle_again() throws Exception {
        fails(dba, "SP_DCP_CLEAR_CONN(-1)");

        try (Connection other = dcp.manage("SYSDBA", "SYSDBA");
                Statement statement = other.createStatement();
                ResultSet rows = statement.executeQuery("SELECT STATE FROM V$SESSIONS ORDER BY STATE")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).as("this one").isEqualTo("ACTIVE");
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(1)).as("who was refused").isEqualTo("IDLE");
        }
    }
}
