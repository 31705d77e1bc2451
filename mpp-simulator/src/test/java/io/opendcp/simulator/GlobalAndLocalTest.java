package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.time.TurnedTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A global session sees the rows of all EPs, a local one those of its own. */
class GlobalAndLocalTest {
    private static final int FOREIGN_ROW = -8920;
    private static final int LOCAL_DDL = -8921;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client global = Client.on(mpp, 0);
    private final Client local = Client.localOn(mpp, 0);

    @BeforeEach
    void define() {
        global.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        global.run("INSERT INTO T VALUES(0, 0), (1, 1), (2, 2), (3, 3)");
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    @Test
    void a_local_session_sees_and_changes_its_own_rows() {
        assertThat(local.rows("SELECT K FROM T ORDER BY K")).containsExactly(List.of(0), List.of(2));
        assertThat(local.changed("UPDATE T SET V = V + 10")).isEqualTo(2);
        assertThat(local.changed("DELETE FROM T WHERE K IN (1, 2)")).isEqualTo(1);
        assertThat(global.rows("SELECT K, V FROM T ORDER BY K"))
                .containsExactly(List.of(0, 10), List.of(1, 1), List.of(3, 3));
    }

    @Test
    void a_local_session_inserts_only_rows_that_belong_to_its_ep() {
        assertThat(local.changed("INSERT INTO T VALUES(4, 4)")).isEqualTo(1);
        assertThat(local.code("INSERT INTO T VALUES(6, 6), (5, 5)")).isEqualTo(FOREIGN_ROW);
        assertThat(local.code("UPDATE T SET K = 7 WHERE K = 2")).isEqualTo(FOREIGN_ROW);
        assertThat(global.rows("SELECT K FROM T WHERE K > 1 ORDER BY K"))
                .containsExactly(List.of(2), List.of(3), List.of(4));
    }

    @Test
    void a_local_session_puts_rows_of_a_randomly_table_on_its_ep() {
        global.run("CREATE TABLE R(K INT)");
        local.run("INSERT INTO R VALUES(1), (2), (3)");

        assertThat(global.rows("SELECT DISTINCT SF_GET_EP_SEQNO(ROWID) FROM R")).containsExactly(List.of(0));
    }

    @Test
    void a_local_session_lets_no_copy_of_a_fully_table_differ() {
        global.run("CREATE TABLE F(K INT) DISTRIBUTED FULLY");
        global.run("INSERT INTO F VALUES(1)");

        assertThat(local.value("SELECT COUNT(*) FROM F")).isEqualTo(1L);
        assertThat(local.code("INSERT INTO F VALUES(2)")).isEqualTo(FOREIGN_ROW);
        assertThat(local.code("UPDATE F SET K = 2")).isEqualTo(FOREIGN_ROW);
        assertThat(local.code("DELETE FROM F")).isEqualTo(FOREIGN_ROW);
    }

    @Test
    void local_ddl_is_refused_until_it_is_allowed() {
        assertThat(local.code("CREATE TABLE N(K INT)")).isEqualTo(LOCAL_DDL);
        assertThat(local.code("DROP TABLE T")).isEqualTo(LOCAL_DDL);

        local.run("SP_SET_SESSION_LOCAL_TYPE(1)");
        local.run("CREATE TABLE N(K INT)");
        local.run("CALL SP_SET_SESSION_LOCAL_TYPE(0)");

        assertThat(local.code("DROP TABLE N")).isEqualTo(LOCAL_DDL);
        assertThat(global.value("SELECT COUNT(*) FROM N")).isEqualTo(0L);
    }

    @Test
    void a_global_session_can_be_told_to_read_its_own_ep_only() {
        assertThat(global.value("SELECT SF_GET_SESSION_MPP_SELECT_LOCAL()")).isEqualTo(0);
        global.run("SP_SET_SESSION_MPP_SELECT_LOCAL(1)");

        assertThat(global.value("SELECT SF_GET_SESSION_MPP_SELECT_LOCAL()")).isEqualTo(1);
        assertThat(global.rows("SELECT K FROM T ORDER BY K")).containsExactly(List.of(0), List.of(2));
        assertThat(global.value("SELECT COUNT(*) FROM V$INSTANCE")).isEqualTo(1L);
        assertThat(global.changed("UPDATE T SET V = 9")).isEqualTo(4);

        global.run("SP_SET_SESSION_MPP_SELECT_LOCAL(0)");
        assertThat(global.value("SELECT COUNT(*) FROM T")).isEqualTo(4L);
    }

    @Test
    void a_local_session_sees_the_v_views_of_its_ep() {
        assertThat(local.rows("SELECT NAME FROM V$INSTANCE")).containsExactly(List.of("EP01"));
        assertThat(Client.localOn(mpp, 1).value("SELECT SF_GET_SELF_EP_SEQNO()")).isEqualTo(1);
        assertThat(local.value("SELECT COUNT(*) FROM V$MPP_CFG_ITEM")).isEqualTo(2L);
    }
}
