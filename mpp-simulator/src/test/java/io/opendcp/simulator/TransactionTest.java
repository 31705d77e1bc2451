package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transactions over several EPs: all or nothing, and what others see meanwhile. */
class TransactionTest {
    private static final int UNIQUE = -6602;
    private static final int NOT_NULL = -6609;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(3), time, 1);
    private final Client writer = Client.on(mpp, 0).manual();
    private final Client reader = Client.on(mpp, 1);

    @BeforeEach
    void define() {
        reader.run("CREATE TABLE T(K INT PRIMARY KEY, V INT NOT NULL) DISTRIBUTED BY HASH(K)");
        reader.run("INSERT INTO T VALUES(0, 0), (1, 1), (2, 2)");
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    private List<List<@Nullable Object>> seen() {
        return reader.rows("SELECT K, V FROM T ORDER BY K");
    }

    @Test
    void others_see_nothing_before_the_commit_and_everything_after_it() {
        writer.run("UPDATE T SET V = V + 10");
        writer.run("INSERT INTO T VALUES(3, 3)");
        writer.run("DELETE FROM T WHERE K = 1");

        assertThat(writer.rows("SELECT K, V FROM T ORDER BY K"))
                .containsExactly(List.of(0, 10), List.of(2, 12), List.of(3, 3));
        assertThat(seen()).containsExactly(List.of(0, 0), List.of(1, 1), List.of(2, 2));

        writer.commit();

        assertThat(seen()).containsExactly(List.of(0, 10), List.of(2, 12), List.of(3, 3));
    }

    @Test
    void a_rollback_undoes_every_ep() {
        writer.run("UPDATE T SET V = V + 10");
        writer.run("UPDATE T SET K = K + 1 WHERE K = 2");
        writer.rollback();

        assertThat(seen()).containsExactly(List.of(0, 0), List.of(1, 1), List.of(2, 2));
        assertThat(writer.session().inTransaction()).isFalse();
    }

    @Test
    void an_error_at_one_ep_undoes_the_statement_everywhere_and_nothing_else() {
        writer.run("INSERT INTO T VALUES(3, 3)");

        assertThat(writer.code("INSERT INTO T VALUES(4, 4), (5, 5), (1, 9)")).isEqualTo(UNIQUE);
        assertThat(writer.code("UPDATE T SET V = CASE K WHEN 2 THEN NULL ELSE 7 END"))
                .isEqualTo(NOT_NULL);
        writer.commit();

        assertThat(seen()).containsExactly(List.of(0, 0), List.of(1, 1), List.of(2, 2), List.of(3, 3));
    }

    @Test
    void keys_may_be_passed_on_from_row_to_row_across_eps() {
        assertThat(reader.changed("UPDATE T SET K = K + 1")).isEqualTo(3);
        assertThat(seen()).containsExactly(List.of(1, 0), List.of(2, 1), List.of(3, 2));
        assertThat(reader.changed("UPDATE T SET K = K - 1, V = V * 2")).isEqualTo(3);
        assertThat(seen()).containsExactly(List.of(0, 0), List.of(1, 2), List.of(2, 4));
    }

    @Test
    void a_statement_that_fails_with_auto_commit_leaves_no_transaction() {
        assertThat(reader.code("INSERT INTO T VALUES(4, 4), (1, 1)")).isEqualTo(UNIQUE);
        assertThat(reader.session().inTransaction()).isFalse();
        assertThat(seen()).hasSize(3);
    }

    @Test
    void a_failed_first_statement_begins_no_transaction() {
        assertThat(writer.code("INSERT INTO T VALUES(1, 1)")).isEqualTo(UNIQUE);
        assertThat(writer.session().inTransaction()).isFalse();
    }

    @Test
    void replies_say_whether_a_transaction_is_open() {
        assertThat(writer.run("INSERT INTO T VALUES(7, 7)").transaction()).isEqualTo(TransactionStatus.OPEN);
        assertThat(writer.run("COMMIT").transaction()).isEqualTo(TransactionStatus.COMMITTED);
        assertThat(writer.run("SELECT 1").transaction()).isEqualTo(TransactionStatus.OPEN);
        assertThat(writer.run("ROLLBACK").transaction()).isEqualTo(TransactionStatus.ROLLED_BACK);
        assertThat(reader.run("INSERT INTO T VALUES(8, 8)").transaction()).isEqualTo(TransactionStatus.COMMITTED);
    }

    @Test
    void savepoints_hold_on_every_ep() {
        writer.run("INSERT INTO T VALUES(3, 3), (4, 4)");
        writer.run("SAVEPOINT ONE");
        writer.run("INSERT INTO T VALUES(5, 5)");
        writer.run("UPDATE T SET V = 99");
        writer.run("SAVEPOINT TWO");
        writer.run("DELETE FROM T");
        writer.run("ROLLBACK TO TWO");
        assertThat(writer.value("SELECT SUM(V) FROM T")).isEqualTo(6 * 99L);
        assertThat(writer.run("ROLLBACK TO SAVEPOINT ONE").transaction()).isEqualTo(TransactionStatus.OPEN);
        assertThat(writer.code("ROLLBACK TO TWO")).isEqualTo(-2121);
        writer.commit();

        assertThat(seen()).containsExactly(List.of(0, 0), List.of(1, 1), List.of(2, 2), List.of(3, 3), List.of(4, 4));
    }

    @Test
    void read_committed_sees_what_was_committed_meanwhile() {
        Client other = Client.on(mpp, 2).manual();
        assertThat(other.value("SELECT SUM(V) FROM T")).isEqualTo(3L);

        writer.run("UPDATE T SET V = V + 1");
        assertThat(other.value("SELECT SUM(V) FROM T")).isEqualTo(3L);
        writer.commit();

        assertThat(other.value("SELECT SUM(V) FROM T")).isEqualTo(6L);
    }

    @Test
    void a_serializable_transaction_sees_one_state_of_all_eps() {
        Client other = Client.on(mpp, 2).manual();
        other.run("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        assertThat(other.value("SELECT V FROM T WHERE K = 0")).isEqualTo(0);

        writer.run("UPDATE T SET V = V + 1");
        writer.commit();

        assertThat(other.value("SELECT SUM(V) FROM T")).isEqualTo(3L);
        other.commit();
        assertThat(other.value("SELECT SUM(V) FROM T")).isEqualTo(6L);
    }

    @Test
    void a_query_of_an_older_snapshot_is_asked_anew_in_the_next() {
        Client other = Client.on(mpp, 0).manual();
        other.run("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        other.value("SELECT V FROM T WHERE K = 1");
        writer.run("UPDATE T SET V = V + 1");
        writer.commit();
        assertThat(other.value("SELECT V FROM T WHERE K = 0")).isEqualTo(0);
        other.commit();

        assertThat(other.value("SELECT V FROM T WHERE K = 0")).isEqualTo(1);
    }

    @Test
    void a_serializable_transaction_cannot_change_a_row_that_is_newer_than_its_snapshot_and_does_not_wait() {
        Client other = Client.on(mpp, 2).manual();
        other.run("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        assertThat(other.value("SELECT V FROM T WHERE K = 0")).isEqualTo(0);
        writer.run("UPDATE T SET V = V + 1 WHERE K = 0");
        writer.commit();

        assertThat(other.code("UPDATE T SET V = V + 1 WHERE K = 0")).isEqualTo(-8925);

        other.rollback();
        assertThat(other.code("UPDATE T SET V = V + 1 WHERE K = 0")).isZero();
    }

    @Test
    void the_isolation_of_a_running_transaction_stays() {
        writer.run("SELECT 1");

        assertThat(writer.code("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")).isEqualTo(-6510);
        writer.commit();
        assertThat(writer.code("SET TRANSACTION ISOLATION LEVEL SERIALIZABLE")).isZero();
        assertThat(writer.code("SET TRANSACTION ISOLATION LEVEL NONSENSE")).isEqualTo(-2007);
    }

    @Test
    void a_read_only_transaction_changes_nothing() {
        writer.run("SET TRANSACTION READ ONLY");

        assertThat(writer.code("INSERT INTO T VALUES(9, 9)")).isEqualTo(-6506);
        assertThat(writer.code("SELECT * FROM T FOR UPDATE")).isEqualTo(-6506);
        writer.commit();
        assertThat(writer.code("INSERT INTO T VALUES(9, 9)")).isZero();
    }

    @Test
    void ddl_commits_what_was_open() {
        writer.run("INSERT INTO T VALUES(3, 3)");
        assertThat(writer.run("CREATE TABLE N(K INT)").transaction()).isEqualTo(TransactionStatus.COMMITTED);
        writer.rollback();

        assertThat(seen()).hasSize(4);
    }

    @Test
    void closing_a_session_rolls_back() {
        writer.run("DELETE FROM T");
        writer.session().close();
        writer.session().close();

        assertThat(seen()).hasSize(3);
    }

    @Test
    void a_batch_fails_whole_or_row_by_row_as_asked() {
        List<@Nullable Object[]> rows =
                List.of(new @Nullable Object[] {3, 3}, new @Nullable Object[] {1, 1}, new @Nullable Object[] {4, 4});
        String insert = "INSERT INTO T VALUES(?, ?)";

        Client.Answer all = reader.start(insert, new Execution(rows, true, Long.MAX_VALUE, 0, false, false));
        assertThat(all.code()).isEqualTo(UNIQUE);
        assertThat(seen()).hasSize(3);

        Outcome some = reader.start(insert, new Execution(rows, true, Long.MAX_VALUE, 0, true, false))
                .outcome();
        assertThat(some.batchCounts()).containsExactly(1L, Outcome.FAILED, 1L);
        assertThat(some.updateCount()).isEqualTo(2);
        assertThat(some.rowErrors()).singleElement().satisfies(error -> {
            assertThat(error.row()).isEqualTo(1);
            assertThat(error.error().code()).isEqualTo(UNIQUE);
        });
        assertThat(seen()).hasSize(5);
    }

    @Test
    void temporary_tables_of_a_session_are_its_own() {
        writer.run("CREATE GLOBAL TEMPORARY TABLE TMP(K INT) ON COMMIT PRESERVE ROWS");
        writer.run("CREATE GLOBAL TEMPORARY TABLE SHORT(K INT)");
        writer.run("INSERT INTO TMP VALUES(1)");
        writer.run("INSERT INTO SHORT VALUES(1)");
        assertThat(reader.value("SELECT COUNT(*) FROM TMP")).isEqualTo(0L);
        assertThat(writer.value("SELECT COUNT(*) FROM SHORT, TMP, T WHERE TMP.K = T.K"))
                .isEqualTo(1L);
        writer.commit();

        assertThat(writer.value("SELECT COUNT(*) FROM TMP")).isEqualTo(1L);
        assertThat(writer.value("SELECT COUNT(*) FROM SHORT")).isEqualTo(0L);
        assertThat(reader.code("DROP TABLE TMP")).isEqualTo(-6509);
        writer.session().close();
        reader.run("DROP TABLE TMP");
    }

    @Test
    void a_temporary_table_in_which_nobody_has_rows_can_be_dropped() {
        writer.run("CREATE GLOBAL TEMPORARY TABLE TMP(K INT) ON COMMIT PRESERVE ROWS");
        writer.run("CREATE GLOBAL TEMPORARY TABLE SHORT(K INT)");
        writer.run("INSERT INTO TMP VALUES(1)");
        writer.run("INSERT INTO SHORT VALUES(1)");
        assertThat(reader.code("DROP TABLE SHORT")).isEqualTo(-6509);
        writer.commit();
        reader.run("DROP TABLE SHORT");
        writer.run("TRUNCATE TABLE TMP");
        assertThat(writer.value("SELECT COUNT(*) FROM T")).isNotNull();
        reader.run("DROP TABLE TMP");
    }
}
