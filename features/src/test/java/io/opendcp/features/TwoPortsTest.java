package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.proxy.management.ManagementObjects;
import io.opendcp.simulation.junit.MppCluster;
import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What belongs to the management port is for DBAs there, and is not on the user port. Manual 3.2, 4. */
@MppCluster(eps = 2, seed = 5)
class TwoPortsTest {
    private static final String NOT_THROUGH_DCP = "-8913 ";

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url + "?language=en", user, password);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The columns it answers with, or the error's code and text. */
    private static String answer(Connection connection, String sql) {
        try (Statement statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "done";
            }
            ResultSetMetaData columns = statement.getResultSet().getMetaData();
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                names.add(columns.getColumnName(i));
            }
            return names.toString();
        } catch (SQLException e) {
            return e.getErrorCode() + " " + e.getMessage();
        }
    }

    @Test
    void each_procedure_is_refused_to_who_is_no_dba_with_any_arguments(TestCluster cluster) throws SQLException {
        try (Connection dba = connect(cluster.managementUrl(), cluster.user(), cluster.password())) {
            run(dba, "CREATE USER CLERK IDENTIFIED BY \"clerk-password\"");
            try (Connection clerk = connect(cluster.managementUrl(), "CLERK", "clerk-password")) {
                for (String procedure : new TreeSet<>(ManagementObjects.procedures())) {
                    for (String arguments : List.of("", "1", "'A'", "0, 'DCP_POOL_WAIT', 1", "'A', 'B'")) {
                        assertThat(answer(clerk, procedure + "(" + arguments + ")"))
                                .as(procedure)
                                .startsWith("-5505 ")
                                .contains(procedure);
                    }
                }
                for (String sql : List.of(
                        "ALTER SYSTEM SET 'DCP_POOL_WAIT' = 1",
                        "CREATE USER ME IDENTIFIED BY \"me-password\"",
                        "ALTER USER SYSDBA IDENTIFIED BY \"me-password\"",
                        "GRANT DBA TO CLERK",
                        "REVOKE DBA FROM SYSDBA",
                        "DROP USER SYSDBA")) {
                    assertThat(answer(clerk, sql)).as(sql).startsWith("-55");
                }
                assertThat(answer(clerk, "SELECT * FROM V$DCPINSTS")).doesNotStartWith("-");
            }
            assertThat(answer(dba, "SP_DCP_CLEAR_CONN(0)")).isEqualTo("done");
        }
    }

    @Test
    void the_user_port_has_none_of_it_and_what_has_the_same_name_is_the_eps(TestCluster cluster) throws SQLException {
        try (Connection dcp = connect(cluster.url(), cluster.user(), cluster.password());
                Connection ep = connect(cluster.url("EP01"), cluster.user(), cluster.password())) {
            List<String> asked = new ArrayList<>();
            ManagementObjects.views().forEach(view -> asked.add("SELECT * FROM SYS." + view));
            ManagementObjects.procedures().forEach(procedure -> asked.add("CALL " + procedure + "(1, 'A', 2)"));
            assertThat(asked).hasSizeGreaterThan(20);
            for (String sql : asked) {
                String answer = answer(dcp, sql);
                if (sql.contains("DCP")) {
                    assertThat(answer).as(sql).startsWith(NOT_THROUGH_DCP);
                    assertThat(answer(ep, sql)).as(sql).startsWith("-");
                } else {
                    assertThat(answer).as(sql).isEqualTo(answer(ep, sql));
                }
            }
        }
    }
}
