package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bytes between EPs, by the cost model of README.md, worked out by hand. */
class TrafficTest {
    /** Asking one other EP. */
    private static final int ASKING = 64;

    private static final int ROW = 8;
    private static final int VALUE = 2;
    private static final int INT = VALUE + 4;
    private static final int ROWID = VALUE + 8;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(3), time, 1);
    private final Client client = Client.on(mpp, 0);

    @BeforeEach
    void define() {
        client.run("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(10), W INT) DISTRIBUTED BY HASH(K)");
        client.run("CREATE TABLE F(K INT PRIMARY KEY, N VARCHAR(10)) DISTRIBUTED FULLY");
        client.run("INSERT INTO T VALUES(0, 'a', 5), (1, 'bb', 6), (2, '达梦', 7), (3, NULL, 8)");
        client.run("INSERT INTO F VALUES(0, 'zero'), (1, 'one')");
        mpp.traffic().clear();
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    private long bytes(String sql, Object... parameters) {
        client.run(sql, parameters);
        return mpp.traffic().lastBytes();
    }

    @Test
    void nothing_moves_for_a_statement_whose_rows_are_where_the_client_is() {
        assertThat(bytes("SELECT * FROM T WHERE K = ?", 3)).isZero();
        assertThat(bytes("SELECT * FROM T WHERE K IN (0, 3) AND W > 1")).isZero();
        assertThat(bytes("INSERT INTO T VALUES(6, 'x', 1)")).isZero();
        assertThat(bytes("UPDATE T SET V = 'y' WHERE K = 6")).isZero();
        assertThat(bytes("DELETE FROM T WHERE 6 = K")).isZero();
        assertThat(bytes("SELECT N FROM F")).isZero();
        assertThat(bytes("SELECT T.V, F.N FROM T, F WHERE T.K = 0 AND T.K = F.K")).isZero();
        assertThat(bytes("SELECT COUNT(*) FROM V$INSTANCE")).isZero();
        assertThat(mpp.traffic().dataBytes()).isZero();
        assertThat(mpp.traffic().commitBytes()).isZero();
    }

    @Test
    void a_statement_of_one_other_ep_runs_there_and_its_result_travels() {
        assertThat(bytes("SELECT V FROM T WHERE K = 1")).isEqualTo(ASKING + ROW + VALUE + 2);
        assertThat(bytes("SELECT V, W FROM T WHERE K = 2")).isEqualTo(ASKING + ROW + VALUE + 6 + INT);
        assertThat(bytes("SELECT V FROM T WHERE K = 4")).isEqualTo(ASKING);
        assertThat(bytes("SELECT F.N FROM T, F WHERE T.K = 1 AND F.K = T.K")).isEqualTo(ASKING + ROW + VALUE + 3);
    }

    @Test
    void only_mentioned_columns_of_matching_rows_are_brought_together() {
        assertThat(bytes("SELECT V FROM T WHERE K IN (1, 2)"))
                .isEqualTo(2 * ASKING + 2 * (ROW + INT) + (VALUE + 2) + (VALUE + 6));
        assertThat(bytes("SELECT SUM(W) FROM T WHERE W > 6")).isEqualTo(2 * ASKING + (ROW + INT + INT));
        assertThat(bytes("SELECT COUNT(*) FROM T")).isEqualTo(2 * ASKING + 2 * (ROW + INT));
    }

    @Test
    void changes_elsewhere_cost_the_asking_and_the_rows_that_go_there() {
        assertThat(bytes("INSERT INTO T VALUES(4, 'n', NULL)")).isEqualTo(ASKING + ROW + INT + (VALUE + 1) + VALUE);
        assertThat(bytes("INSERT INTO T VALUES(7, 'n', 1), (10, 'n', 1), (9, 'n', 1)"))
                .isEqualTo(ASKING + 2 * (ROW + INT + (VALUE + 1) + INT));
        assertThat(bytes("UPDATE T SET W = 0 WHERE K = 1")).isEqualTo(ASKING);
        assertThat(bytes("DELETE FROM T WHERE K = 1")).isEqualTo(ASKING);
        assertThat(bytes("UPDATE F SET N = 'x'")).isEqualTo(2 * ASKING);
    }

    @Test
    void a_row_that_moves_pays_for_its_way() {
        assertThat(bytes("UPDATE T SET K = 4 WHERE K = 0")).isEqualTo(ASKING + ROW + INT + (VALUE + 1) + INT);
        assertThat(bytes("UPDATE T SET K = 0 WHERE K = 4")).isEqualTo(ASKING + ROW + ROWID);
    }

    @Test
    void commits_are_counted_apart() {
        Client manual = Client.on(mpp, 0).manual();
        manual.run("UPDATE T SET W = 0");
        assertThat(mpp.traffic().commitBytes()).isZero();
        manual.commit();

        assertThat(mpp.traffic().commitBytes()).isEqualTo(2L * Traffic.COMMIT_MESSAGE_BYTES);
        assertThat(mpp.traffic().dataBytes()).isEqualTo(2L * ASKING);
    }

    @Test
    void each_statement_is_listed_with_its_session_and_ep() {
        Client other = Client.on(mpp, 1);
        other.run("SELECT V FROM T WHERE K = 1");

        assertThat(mpp.traffic().statements())
                .containsExactly(
                        new Traffic.Moved(1, other.session().sessionId(), "SELECT V FROM T WHERE K = 1", 0));
        assertThat(mpp.ep(1).activity().statements()).isEqualTo(List.of("SELECT V FROM T WHERE K = 1"));
        assertThat(mpp.ep(0).activity().statements()).doesNotContain("SELECT V FROM T WHERE K = 1");
    }
}
