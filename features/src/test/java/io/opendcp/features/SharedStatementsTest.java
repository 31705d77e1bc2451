package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.simulation.junit.MppCluster;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Prepared statements of two clients that share one connection, in the shapes that have hurt users of other poolers. */
@MppCluster(eps = 2, poolSize = 1, seed = 7)
class SharedStatementsTest extends TwoClients {
    private static final int MORE_THAN_REMEMBERED = 200;

    @BeforeEach
    void start() throws SQLException {
        run(one, "CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(4000)) DISTRIBUTED BY HASH(K)");
        run(one, "INSERT INTO T VALUES(1, 'one'), (2, 'two'), (3, 'three'), (4, 'four'), (5, 'five'), (6, 'six')");
    }

    private static List<String> rows(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        try (ResultSet rows = statement.executeQuery()) {
            return read(rows);
        }
    }

    private static List<String> rows(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return read(rows);
        }
    }

    /** The names of the columns, then the rows. */
    private static List<String> read(ResultSet rows) throws SQLException {
        List<String> read = new ArrayList<>();
        int width = rows.getMetaData().getColumnCount();
        List<String> names = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            names.add(rows.getMetaData().getColumnName(i));
        }
        read.add(String.join("|", names));
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                row.add(rows.getString(i));
            }
            read.add(String.join("|", row));
        }
        return read;
    }

    private static int error(SqlWork work) {
        SQLException failure = catchThrowableOfType(SQLException.class, work::run);
        return failure.getErrorCode();
    }

    private interface SqlWork {
        void run() throws SQLException;
    }

    @Test
    void a_long_text_is_compiled_on_each_ep_and_shared() throws SQLException {
        String text = "SELECT V FROM T WHERE K = ? /* " + "x".repeat(300_000) + " */";
        try (PreparedStatement ones = one.prepareStatement(text);
                PreparedStatement twos = two.prepareStatement(text)) {
            for (int i = 0; i < 3; i++) {
                assertThat(rows(ones, 1)).containsExactly("V", "one");
                assertThat(rows(twos, 2)).containsExactly("V", "two");
                assertThat(rows(ones, 3)).containsExactly("V", "three");
            }
        }
    }

    @Test
    void values_of_many_frames_arrive_whole_and_the_statement_works_on() throws SQLException {
        try (PreparedStatement insert = one.prepareStatement("INSERT INTO T VALUES(?, ?)");
                PreparedStatement other = two.prepareStatement("INSERT INTO T VALUES(?, ?)")) {
            for (int k = 100; k < 800; k++) {
                insert.setInt(1, k);
                insert.setString(2, k + "x".repeat(3900));
                insert.addBatch();
            }
            assertThat(insert.executeBatch()).hasSize(700);
            other.setInt(1, 900);
            other.setString(2, "y".repeat(4000));
            assertThat(other.executeUpdate()).isEqualTo(1);
            insert.setInt(1, 901);
            insert.setString(2, "z");
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        assertThat(rows(two, "SELECT COUNT(*) N FROM T WHERE K >= 100 AND LENGTH(V) > 3900"))
                .containsExactly("N", "701");
        assertThat(rows(two, "SELECT COUNT(*) N FROM T WHERE K >= 100 AND K < 800 AND V LIKE K || 'x%'"))
                .containsExactly("N", "700");
    }

    @Test
    void more_texts_than_a_connection_remembers_never_take_each_others_place() throws SQLException {
        List<PreparedStatement> ones = new ArrayList<>();
        List<PreparedStatement> twos = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_REMEMBERED; i++) {
            ones.add(one.prepareStatement("SELECT V, " + i + " N FROM T WHERE K = ?"));
            twos.add(two.prepareStatement("SELECT " + i + " N, K FROM T WHERE K = ?"));
        }
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < MORE_THAN_REMEMBERED; i++) {
                assertThat(rows(ones.get(i), 1)).containsExactly("V|N", "one|" + i);
                assertThat(rows(twos.get(MORE_THAN_REMEMBERED - 1 - i), 4))
                        .containsExactly("N|K", MORE_THAN_REMEMBERED - 1 - i + "|4");
            }
        }
        for (PreparedStatement each : ones) {
            each.close();
        }
        try (PreparedStatement again = two.prepareStatement("SELECT V, 0 N FROM T WHERE K = ?")) {
            assertThat(rows(again, 5)).containsExactly("V|N", "five|0");
        }
    }

    @Test
    void a_statement_whose_rows_are_being_read_is_not_evicted() throws SQLException {
        run(one, "CREATE TABLE BULK(K INT PRIMARY KEY, V VARCHAR(2000)) DISTRIBUTED BY HASH(K)");
        try (PreparedStatement fill = one.prepareStatement("INSERT INTO BULK VALUES(?, ?)")) {
            for (int k = 0; k < 300; k++) {
                fill.setInt(1, k);
                fill.setString(2, "v".repeat(2000));
                fill.addBatch();
            }
            fill.executeBatch();
        }
        try (PreparedStatement reading = one.prepareStatement("SELECT K, V FROM BULK WHERE K >= ? ORDER BY K")) {
            reading.setInt(1, 0);
            reading.setFetchSize(5);
            try (ResultSet rows = reading.executeQuery()) {
                for (int k = 0; k < 300; k++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(k);
                    if (k < MORE_THAN_REMEMBERED) {
                        try (PreparedStatement between =
                                one.prepareStatement("SELECT V, " + k + " FROM T WHERE K = ?")) {
                            assertThat(rows(between, 1).get(1)).isEqualTo("one|" + k);
                        }
                    }
                }
                assertThat(rows.next()).isFalse();
            }
            assertThat(rows(two, "SELECT V FROM T WHERE K = 1")).containsExactly("V", "one");
        }
    }

    @Test
    void a_table_that_is_dropped_and_made_anew_with_other_columns_shows_those() throws SQLException {
        String text = "SELECT * FROM D";
        run(one, "CREATE TABLE D(A INT, B VARCHAR(10)) DISTRIBUTED BY HASH(A)");
        run(one, "INSERT INTO D VALUES(1, 'b')");
        try (PreparedStatement ones = one.prepareStatement(text);
                PreparedStatement twos = two.prepareStatement(text)) {
            assertThat(rows(ones)).containsExactly("A|B", "1|b");
            assertThat(rows(twos)).containsExactly("A|B", "1|b");
            run(two, "DROP TABLE D");
            run(two, "CREATE TABLE D(X VARCHAR(20), Y INT, Z INT) DISTRIBUTED BY HASH(Y)");
            run(two, "INSERT INTO D VALUES('x', 2, 3)");
            assertThat(rows(ones)).as("of another session").containsExactly("X|Y|Z", "x|2|3");
            assertThat(rows(twos)).as("of the same session").containsExactly("X|Y|Z", "x|2|3");
        }
    }

    @Test
    void a_column_that_is_added_past_the_dcp_is_seen() throws SQLException {
        String text = "SELECT * FROM D";
        run(one, "CREATE TABLE D(A INT, B VARCHAR(10)) DISTRIBUTED BY HASH(A)");
        run(one, "INSERT INTO D VALUES(1, 'b')");
        try (PreparedStatement ones = one.prepareStatement(text);
                PreparedStatement twos = two.prepareStatement(text);
                Connection ep = connect(cluster.url("EP02"), "")) {
            assertThat(rows(ones)).containsExactly("A|B", "1|b");
            assertThat(rows(twos)).containsExactly("A|B", "1|b");
            run(ep, "ALTER TABLE D ADD COLUMN C INT DEFAULT 7");
            assertThat(rows(ones)).containsExactly("A|B|C", "1|b|7");
            assertThat(rows(twos)).containsExactly("A|B|C", "1|b|7");
            run(ep, "DROP TABLE D");
            assertThat(error(ones::executeQuery)).isEqualTo(-2106);
            assertThat(error(twos::executeQuery)).isEqualTo(-2106);
            run(ep, "CREATE TABLE D(A VARCHAR(10), B INT) DISTRIBUTED BY HASH(B)");
            run(ep, "INSERT INTO D VALUES('text', 2)");
            assertThat(rows(ones)).containsExactly("A|B", "text|2");
            assertThat(rows(twos)).containsExactly("A|B", "text|2");
        }
    }

    @Test
    void an_insert_prepared_before_the_table_changed_writes_what_it_says() throws SQLException {
        run(one, "CREATE TABLE D(A INT, B VARCHAR(10)) DISTRIBUTED BY HASH(A)");
        try (PreparedStatement ones = one.prepareStatement("INSERT INTO D(A, B) VALUES(?, ?)")) {
            ones.setInt(1, 1);
            ones.setString(2, "b");
            ones.executeUpdate();
            run(two, "DROP TABLE D");
            run(two, "CREATE TABLE D(B VARCHAR(10), A INT, C INT) DISTRIBUTED BY HASH(A)");
            ones.setInt(1, 2);
            ones.setString(2, "bb");
            ones.executeUpdate();
        }
        assertThat(rows(two, "SELECT A, B, C FROM D")).containsExactly("A|B|C", "2|bb|null");
    }

    @Test
    void an_error_in_the_middle_of_a_batch_leaves_the_statement_usable() throws SQLException {
        try (PreparedStatement insert = one.prepareStatement("INSERT INTO T VALUES(?, ?)");
                PreparedStatement others = two.prepareStatement("INSERT INTO T VALUES(?, ?)")) {
            for (int k : new int[] {50, 51, 1, 52}) {
                insert.setInt(1, k);
                insert.setString(2, "batch");
                insert.addBatch();
            }
            assertThatThrownBy(insert::executeBatch).isInstanceOf(BatchUpdateException.class);
            insert.clearBatch();
            others.setInt(1, 60);
            others.setString(2, "two");
            assertThat(others.executeUpdate()).isEqualTo(1);
            insert.setInt(1, 61);
            insert.setString(2, "after");
            assertThat(insert.executeUpdate()).isEqualTo(1);
        }
        assertThat(rows(two, "SELECT K, V FROM T WHERE K >= 60 ORDER BY K"))
                .containsExactly("K|V", "60|two", "61|after");
    }

    @Test
    void the_same_text_means_each_sessions_own_schema() throws SQLException {
        run(one, "CREATE SCHEMA S1 AUTHORIZATION SYSDBA");
        run(one, "CREATE SCHEMA S2 AUTHORIZATION SYSDBA");
        run(one, "CREATE TABLE S1.N(A INT, S VARCHAR(10)) DISTRIBUTED BY HASH(A)");
        run(one, "CREATE TABLE S2.N(S VARCHAR(10), A INT, B INT) DISTRIBUTED BY HASH(A)");
        run(one, "INSERT INTO S1.N VALUES(1, 's1')");
        run(one, "INSERT INTO S2.N VALUES('s2', 1, 2)");
        run(one, "SET SCHEMA S1");
        run(two, "SET SCHEMA S2");
        try (PreparedStatement ones = one.prepareStatement("SELECT * FROM N WHERE A = ?");
                PreparedStatement twos = two.prepareStatement("SELECT * FROM N WHERE A = ?")) {
            for (int i = 0; i < 4; i++) {
                assertThat(rows(ones, 1)).containsExactly("A|S", "1|s1");
                assertThat(rows(twos, 1)).containsExactly("S|A|B", "s2|1|2");
            }
        }
    }

    @Test
    void a_statement_keeps_the_schema_it_was_prepared_in() throws SQLException {
        run(one, "CREATE SCHEMA S2 AUTHORIZATION SYSDBA");
        run(one, "CREATE TABLE S2.T(K INT PRIMARY KEY, V VARCHAR(10)) DISTRIBUTED BY HASH(K)");
        run(one, "INSERT INTO S2.T VALUES(1, 's2'), (2, 's2'), (3, 's2'), (4, 's2')");
        try (Connection ep = connect(cluster.url("EP01"), "");
                PreparedStatement straight = ep.prepareStatement("SELECT V FROM T WHERE K = ?");
                PreparedStatement ones = one.prepareStatement("SELECT V FROM T WHERE K = ?")) {
            assertThat(rows(ones, 1)).containsExactly("V", "one");
            assertThat(rows(straight, 1)).containsExactly("V", "one");
            run(one, "SET SCHEMA S2");
            run(ep, "SET SCHEMA S2");
            for (int k = 1; k <= 4; k++) {
                assertThat(rows(ones, k)).isEqualTo(rows(straight, k)).doesNotContain("s2");
            }
            one.setAutoCommit(false);
            run(one, "UPDATE S2.T SET V = 'changed' WHERE K = 1");
            assertThat(rows(ones, 2))
                    .as("compiled in the middle of a transaction")
                    .containsExactly("V", "two");
            assertThat(rows(one, "SELECT V FROM T WHERE K = 1")).containsExactly("V", "changed");
            one.rollback();
            one.setAutoCommit(true);
        }
        try (PreparedStatement twos = two.prepareStatement("SELECT V FROM T WHERE K = ?")) {
            assertThat(rows(twos, 1)).as("another session's").containsExactly("V", "one");
        }
    }

    @Test
    void executions_of_one_statement_go_to_each_ep_in_turn() throws SQLException {
        try (PreparedStatement ones = one.prepareStatement("SELECT V FROM T WHERE K = ?");
                PreparedStatement twos = two.prepareStatement("UPDATE T SET V = V WHERE K = ?")) {
            for (int k = 1; k <= 6; k++) {
                assertThat(rows(ones, k)).hasSize(2);
                twos.setInt(1, 7 - k);
                assertThat(twos.executeUpdate()).isEqualTo(1);
            }
        }
    }

    @Test
    void a_connection_lost_between_prepare_and_execute_costs_nothing() throws SQLException {
        try (PreparedStatement ones = one.prepareStatement("SELECT V FROM T WHERE K = ?");
                PreparedStatement twos = one.prepareStatement("UPDATE T SET V = ? WHERE K = ?")) {
            assertThat(rows(ones, 1)).containsExactly("V", "one");
            cut();
            assertThat(rows(ones, 2)).containsExactly("V", "two");
            cut();
            twos.setString(1, "changed");
            twos.setInt(2, 3);
            assertThat(twos.executeUpdate()).isEqualTo(1);
            assertThat(rows(ones, 3)).containsExactly("V", "changed");
        }
    }

    private void cut() {
        cluster.dcp().withPool(pool -> {
            pool.backends().forEach(backend -> backend.close());
            return 0;
        });
    }
}
