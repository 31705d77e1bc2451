package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.opendcp.simulator.MppSpec;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two clients of a DCP whose pool has room for one connection: nothing of one ever touches the other. Manual 3.3. */
class SharedConnectionTest {
    private static final int POOL_WAIT = -8910;
    private static final String MY_SESSION =
            "SELECT CURR_SCH, ISO_LEVEL, RDONLY FROM V$SESSIONS WHERE STATE = 'ACTIVE'";

    private Testbed bed;
    private Connection one;
    private Connection two;

    @BeforeEach
    void start() throws Exception {
        bed = new Testbed(MppSpec.ofEps(1), 5, "DCP_CONN_POOL_SIZE = 1", "DCP_POOL_WAIT = 300");
        try (Connection ep = bed.ep(0)) {
            run(ep, "CREATE SCHEMA S2 AUTHORIZATION SYSDBA");
            run(ep, "CREATE TABLE SYSDBA.T(K INT PRIMARY KEY, V VARCHAR(20)) DISTRIBUTED BY HASH(K)");
            run(ep, "CREATE TABLE S2.T(K INT PRIMARY KEY, V VARCHAR(20)) DISTRIBUTED BY HASH(K)");
            run(ep, "INSERT INTO SYSDBA.T VALUES(1, 'own'), (2, 'own'), (3, 'own'), (4, 'own'), (5, 'own')");
            run(ep, "INSERT INTO S2.T VALUES(1, 'other')");
        }
        one = bed.dcp();
        two = bed.dcp();
    }

    @AfterEach
    void stop() throws Exception {
        one.close();
        two.close();
        bed.close();
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
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

    private static int error(Connection connection, String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(connection, sql))
                .getErrorCode();
    }

    private int connections() {
        return bed.server().withPool(pool -> pool.backends().size());
    }

    private long violations() {
        return bed.server().withPool(pool -> pool.violations());
    }

    @Test
    void schema_isolation_and_read_only_follow_their_client() throws SQLException {
        run(one, "SET SCHEMA S2");
        one.setTransactionIsolation(Connection.TRANSACTION_SERIALIZABLE);
        run(two, "SP_SET_SESSION_READONLY(1)");

        for (int i = 0; i < 5; i++) {
            assertThat(rows(one, "SELECT V FROM T WHERE K = 1")).containsExactly("other");
            assertThat(rows(two, "SELECT V FROM T WHERE K = 1")).containsExactly("own");
            assertThat(rows(one, MY_SESSION)).containsExactly("S2|3|N");
            assertThat(rows(two, MY_SESSION)).containsExactly("SYSDBA|1|Y");
        }
        assertThat(connections()).isEqualTo(1);
        assertThat(violations()).isZero();
    }

    @Test
    void an_open_transaction_keeps_the_connection_and_the_other_waits_in_vain() throws SQLException {
        one.setAutoCommit(false);
        run(one, "UPDATE T SET V = 'changed' WHERE K = 1");

        assertThat(error(two, "SELECT V FROM T WHERE K = 1")).isEqualTo(POOL_WAIT);

        one.rollback();
        assertThat(rows(two, "SELECT V FROM T WHERE K = 1")).containsExactly("own");
        assertThat(two.getAutoCommit()).isTrue();
        run(two, "UPDATE T SET V = 'by two' WHERE K = 2");
        one.rollback();
        assertThat(rows(one, "SELECT V FROM T WHERE K = 2")).containsExactly("by two");
    }

    @Test
    void a_waiting_client_gets_the_connection_as_soon_as_it_is_given_back() throws Exception {
        one.setAutoCommit(false);
        run(one, "UPDATE T SET V = 'changed' WHERE K = 1");

        CompletableFuture<List<String>> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return rows(two, "SELECT V FROM T WHERE K = 1");
            } catch (SQLException e) {
                return List.of(String.valueOf(e.getErrorCode()));
            }
        });
        await().until(() -> bed.server().withPool(pool -> pool.waiting()) == 1);
        one.commit();

        assertThat(waiting.get(5, TimeUnit.SECONDS)).containsExactly("changed");
    }

    @Test
    void a_temporary_tables_rows_are_its_clients_alone() throws SQLException {
        run(one, "CREATE GLOBAL TEMPORARY TABLE TT(K INT) ON COMMIT PRESERVE ROWS");
        run(one, "INSERT INTO TT VALUES(7)");
        assertThat(rows(one, "SELECT K FROM TT")).containsExactly("7");

        assertThat(error(two, "SELECT K FROM TT")).isEqualTo(POOL_WAIT);

        one.close();
        assertThat(rows(two, "SELECT K FROM TT")).isEmpty();
    }

    @Test
    void an_open_cursor_keeps_the_connection_until_it_is_read_or_closed() throws SQLException {
        String values = IntStream.range(0, 2000)
                .mapToObj(k -> "(" + k + ", '" + "x".repeat(200) + "')")
                .collect(Collectors.joining(", "));
        run(two, "CREATE TABLE BULK(K INT PRIMARY KEY, V VARCHAR(200)) DISTRIBUTED BY HASH(K)");
        run(two, "INSERT INTO BULK VALUES" + values);

        try (Statement statement = one.createStatement();
                ResultSet rows = statement.executeQuery("SELECT K, V FROM BULK ORDER BY K")) {
            assertThat(rows.next()).isTrue();
            assertThat(error(two, "SELECT V FROM T WHERE K = 3")).isEqualTo(POOL_WAIT);

            int read = 1;
            while (rows.next()) {
                read++;
            }
            assertThat(read).isEqualTo(2000);
            assertThat(rows(two, "SELECT V FROM T WHERE K = 3")).containsExactly("own");
        }
        try (Statement statement = one.createStatement();
                ResultSet rows = statement.executeQuery("SELECT K, V FROM BULK ORDER BY K")) {
            assertThat(rows.next()).isTrue();
        }
        // This driver says nothing when it closes a result whose length it was told: its next request tells.
        assertThat(rows(one, "SELECT V FROM T WHERE K = 3")).containsExactly("own");
        assertThat(rows(two, "SELECT V FROM T WHERE K = 3")).containsExactly("own");
    }

    @Test
    void cancelling_one_never_touches_the_other() throws Exception {
        try (Connection blocker = bed.ep(0);
                Statement waiting = one.createStatement()) {
            blocker.setAutoCommit(false);
            run(blocker, "UPDATE T SET V = 'locked' WHERE K = 1");
            CompletableFuture<Integer> blocked = CompletableFuture.supplyAsync(() -> {
                try {
                    waiting.execute("UPDATE T SET V = 'late' WHERE K = 1");
                    return 0;
                } catch (SQLException e) {
                    return e.getErrorCode();
                }
            });
            await().until(() ->
                    bed.server().withPool(pool -> pool.backends().stream().noneMatch(pool::isFree)));

            waiting.cancel();

            assertThat(blocked.get(5, TimeUnit.SECONDS)).isEqualTo(-6515);
            blocker.rollback();
        }
        assertThat(rows(two, "SELECT V FROM T WHERE K = 1")).containsExactly("own");
        assertThat(rows(one, "SELECT V FROM T WHERE K = 2")).containsExactly("own");
        assertThat(violations()).isZero();
    }

    @Test
    void cancelling_an_idle_client_leaves_the_other_running() throws Exception {
        assertThat(rows(one, "SELECT V FROM T WHERE K = 1")).containsExactly("own");
        try (Connection blocker = bed.ep(0);
                Statement idle = one.createStatement()) {
            blocker.setAutoCommit(false);
            run(blocker, "UPDATE T SET V = 'locked' WHERE K = 1");
            CompletableFuture<Integer> running = CompletableFuture.supplyAsync(() -> {
                try (Statement statement = two.createStatement()) {
                    return statement.executeUpdate("UPDATE T SET V = 'two' WHERE K = 1");
                } catch (SQLException e) {
                    return e.getErrorCode();
                }
            });
            await().until(() ->
                    bed.server().withPool(pool -> pool.backends().stream().noneMatch(pool::isFree)));

            idle.cancel();

            blocker.rollback();
            assertThat(running.get(5, TimeUnit.SECONDS)).isEqualTo(1);
        }
        assertThat(rows(one, "SELECT V FROM T WHERE K = 1")).containsExactly("two");
    }
}
