package io.opendcp.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Statements that wait for each other, in time that the test turns. */
class LockTest {
    private static final int DEADLOCK = -6403;
    private static final int LOCK_TIMEOUT = -6407;
    private static final int RESOURCE_BUSY = -6409;
    private static final int CANCELLED = -6515;
    private static final int CONNECTION_LOST = -6010;
    private static final int TIMEOUT = -7049;

    private final TurnedTime time = new TurnedTime(Instant.parse("2026-11-23T00:00:00Z"));
    private final SimulatedMpp mpp = SimulatedMpp.of(MppSpec.ofEps(2), time, 1);
    private final Client one = Client.on(mpp, 0).manual();
    private final Client two = Client.on(mpp, 1).manual();
    private final Client admin = Client.on(mpp, 0);

    @BeforeEach
    void define() {
        admin.run("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
        admin.run("INSERT INTO T VALUES(0, 0), (1, 0), (2, 0), (3, 0)");
    }

    @AfterEach
    void close() {
        mpp.close();
    }

    private void turn(long millis) {
        time.turn(Duration.ofMillis(millis));
    }

    @Test
    void a_statement_waits_until_the_holder_commits() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        Client.Answer waiting = two.start("UPDATE T SET V = V + 10 WHERE K = 1");
        turn(9_999);
        assertThat(waiting.isHere()).isFalse();
        assertThat(admin.rows("SELECT STATE, RUN_STATUS FROM V$SESSIONS WHERE SESS_ID = "
                        + two.session().sessionId()))
                .containsExactly(List.of("ACTIVE", "RUNNING"));

        one.commit();
        turn(0);

        assertThat(waiting.outcome().updateCount()).isEqualTo(1);
        two.commit();
        assertThat(admin.value("SELECT V FROM T WHERE K = 1")).isEqualTo(11);
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void what_was_got_by_waiting_as_the_first_change_is_waited_for_too() {
        one.run("UPDATE T SET V = 1 WHERE K = 0");
        two.value("SELECT V FROM T WHERE K = 0");
        Client.Answer waiting = two.start("UPDATE T SET V = 2 WHERE K = 0");
        one.commit();
        turn(0);
        assertThat(waiting.isHere()).isTrue();

        Client.Answer next = one.start("UPDATE T SET V = 3 WHERE K = 0");

        assertThat(next.isHere()).isFalse();
        two.commit();
        turn(0);
        assertThat(next.isHere()).isTrue();
    }

    @Test
    void a_wait_ends_when_the_time_is_over_and_undoes_the_statement_only() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        two.run("UPDATE T SET V = 2 WHERE K = 0");
        Client.Answer waiting = two.start("UPDATE T SET V = 3 WHERE K IN (1, 2)");
        turn(9_999);
        assertThat(waiting.isHere()).isFalse();
        turn(1);

        assertThat(waiting.code()).isEqualTo(LOCK_TIMEOUT);
        assertThat(two.session().inTransaction()).isTrue();
        two.commit();
        assertThat(admin.rows("SELECT K, V FROM T WHERE K <> 1 ORDER BY K"))
                .containsExactly(List.of(0, 2), List.of(2, 0), List.of(3, 0));
    }

    @Test
    void the_wait_is_bounded_over_all_holders_that_follow_each_other() {
        Client three = Client.on(mpp, 0).manual();
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        Client.Answer second = two.start("UPDATE T SET V = 2 WHERE K = 1");
        Client.Answer third = three.start("UPDATE T SET V = 3 WHERE K = 1");
        turn(6_000);
        one.commit();
        turn(0);
        assertThat(second.outcome().updateCount()).isEqualTo(1);

        turn(3_999);
        assertThat(third.isHere()).isFalse();
        turn(1);
        assertThat(third.code()).isEqualTo(LOCK_TIMEOUT);
    }

    @Test
    void those_who_wait_are_served_in_the_order_they_came() {
        one.run("UPDATE T SET V = 0 WHERE K = 1");
        List<Client> line = new ArrayList<>();
        List<Client.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            line.add(Client.on(mpp, i % 2).manual());
            answers.add(line.get(i).start("UPDATE T SET V = V * 10 + ? WHERE K = 1", i + 1));
        }
        one.commit();
        for (int i = 0; i < 4; i++) {
            turn(0);
            assertThat(answers.get(i).outcome().updateCount()).isEqualTo(1);
            assertThat(answers.subList(i + 1, 4)).noneMatch(Client.Answer::isHere);
            line.get(i).commit();
        }

        assertThat(admin.value("SELECT V FROM T WHERE K = 1")).isEqualTo(1234);
    }

    @Test
    void a_deadlock_across_eps_undoes_the_statement_that_closed_the_circle() {
        one.run("UPDATE T SET V = 1 WHERE K = 0");
        two.run("UPDATE T SET V = 2 WHERE K = 1");
        Client.Answer waiting = one.start("UPDATE T SET V = 1 WHERE K = 1");
        Client.Answer victim = two.start("UPDATE T SET V = 2 WHERE K IN (0, 3)");

        assertThat(victim.code()).isEqualTo(DEADLOCK);
        assertThat(two.session().inTransaction()).isTrue();
        assertThat(two.value("SELECT V FROM T WHERE K = 1")).isEqualTo(2);
        assertThat(waiting.isHere()).isFalse();
        two.commit();
        turn(0);
        assertThat(waiting.outcome().updateCount()).isEqualTo(1);
        one.commit();
        assertThat(admin.rows("SELECT V FROM T ORDER BY K"))
                .containsExactly(List.of(1), List.of(1), List.of(0), List.of(0));
    }

    @Test
    void a_circle_of_three_is_found_too() {
        Client three = Client.on(mpp, 0).manual();
        one.run("UPDATE T SET V = 1 WHERE K = 0");
        two.run("UPDATE T SET V = 2 WHERE K = 1");
        three.run("UPDATE T SET V = 3 WHERE K = 2");
        Client.Answer first = one.start("DELETE FROM T WHERE K = 1");
        Client.Answer second = two.start("DELETE FROM T WHERE K = 2");

        assertThat(three.start("DELETE FROM T WHERE K = 0").code()).isEqualTo(DEADLOCK);
        assertThat(first.isHere() || second.isHere()).isFalse();
    }

    @Test
    void one_that_was_just_woken_closes_no_circle() {
        one.run("UPDATE T SET V = 1 WHERE K = 0");
        two.run("UPDATE T SET V = 2 WHERE K = 1");
        Client.Answer woken = one.start("UPDATE T SET V = 1 WHERE K = 1");
        two.commit();
        Client.Answer next = two.start("UPDATE T SET V = 2 WHERE K = 0");
        turn(0);

        assertThat(woken.outcome().updateCount()).isEqualTo(1);
        one.commit();
        turn(0);
        assertThat(next.outcome().updateCount()).isEqualTo(1);
    }

    @Test
    void rows_can_be_locked_by_reading_them() {
        assertThat(one.rows("SELECT K FROM T WHERE K = 1 FOR UPDATE")).containsExactly(List.of(1));
        assertThat(two.code("SELECT K FROM T WHERE K = 1 FOR UPDATE NOWAIT")).isEqualTo(RESOURCE_BUSY);
        assertThat(two.code("SELECT K FROM T WHERE K = 0 FOR UPDATE NOWAIT")).isZero();
        Client.Answer waiting = two.start("SELECT K FROM T FOR UPDATE WAIT 3");
        turn(2_999);
        assertThat(waiting.isHere()).isFalse();
        turn(1);
        assertThat(waiting.code()).isEqualTo(LOCK_TIMEOUT);
        assertThat(two.rows("SELECT K FROM T WHERE K = 1")).hasSize(1);
    }

    @Test
    void a_table_can_be_locked() {
        one.run("LOCK TABLE T IN EXCLUSIVE MODE");
        Client.Answer waiting = two.start("UPDATE T SET V = 5 WHERE K = 3");
        turn(0);
        assertThat(waiting.isHere()).isFalse();
        one.commit();
        turn(0);
        assertThat(waiting.isHere()).isTrue();
    }

    @Test
    void a_unique_key_that_somebody_is_inserting_is_waited_for() {
        one.run("INSERT INTO T VALUES(5, 1)");
        Client.Answer same = two.start("INSERT INTO T VALUES(5, 2)");
        turn(0);
        assertThat(same.isHere()).isFalse();
        one.commit();
        turn(0);
        assertThat(same.code()).isEqualTo(-6602);

        one.run("INSERT INTO T VALUES(7, 1)");
        Client.Answer other = two.start("INSERT INTO T VALUES(7, 2)");
        one.rollback();
        turn(0);
        assertThat(other.outcome().updateCount()).isEqualTo(1);
    }

    @Test
    void a_statement_with_a_timeout_of_its_own_waits_no_longer() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        List<@Nullable Object[]> none = Collections.singletonList(new @Nullable Object[0]);
        Client.Answer waiting = two.start(
                "UPDATE T SET V = 2 WHERE K = 1", new Execution(none, false, Long.MAX_VALUE, 2, false, false));
        turn(2_000);

        assertThat(waiting.code()).isEqualTo(TIMEOUT);
    }

    @Test
    void a_waiting_statement_can_be_cancelled_from_another_session() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        Client.Answer waiting = two.start("UPDATE T SET V = 2 WHERE K = 1");
        admin.run("SP_CANCEL_SESSION_OPERATION(" + two.session().sessionId() + ")");

        assertThat(waiting.code()).isEqualTo(CANCELLED);
        assertThat(two.code("UPDATE T SET V = 2 WHERE K = 0")).isZero();
        assertThat(admin.code("SP_CANCEL_SESSION_OPERATION(1)")).isEqualTo(-2206);
    }

    @Test
    void a_session_that_is_closed_while_it_waits_lets_go_of_everything() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        two.run("UPDATE T SET V = 2 WHERE K = 0");
        Client.Answer waiting = two.start("UPDATE T SET V = 2 WHERE K = 1");
        two.session().close();

        assertThat(one.code("UPDATE T SET V = 1 WHERE K = 0")).isZero();
        one.commit();
        turn(60_000);
        assertThat(waiting.isHere()).isFalse();
        assertThat(admin.value("SELECT SUM(V) FROM T")).isEqualTo(2L);
    }

    @Test
    void a_session_can_be_ended_by_another() {
        boolean[] told = new boolean[1];
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        two.run("UPDATE T SET V = 2 WHERE K = 0");
        Client.Answer waiting = two.start("UPDATE T SET V = 2 WHERE K = 1");
        two.session().onKilled(() -> told[0] = true);
        admin.run("SP_CLOSE_SESSION(?)", two.session().sessionId());

        assertThat(waiting.code()).isEqualTo(CONNECTION_LOST);
        assertThat(told[0]).isTrue();
        assertThat(admin.value("SELECT COUNT(*) FROM V$SESSIONS")).isEqualTo(2L);
        assertThat(admin.value("SELECT V FROM T WHERE K = 0")).isEqualTo(0);
    }

    @Test
    void ddl_waits_for_transactions_that_use_the_table() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        Client.Answer waiting = admin.start("ALTER TABLE T ADD COLUMN W INT");
        turn(0);
        assertThat(waiting.isHere()).isFalse();
        one.commit();
        turn(0);
        waiting.outcome();

        assertThat(admin.value("SELECT W FROM T WHERE K = 1")).isNull();
    }

    @Test
    void readers_wait_for_nobody() {
        one.run("UPDATE T SET V = 1");

        assertThat(two.value("SELECT SUM(V) FROM T")).isEqualTo(0L);
    }

    @Test
    void a_batch_that_waits_goes_on_where_it_stopped() {
        one.run("UPDATE T SET V = 1 WHERE K = 1");
        List<@Nullable Object[]> rows =
                List.of(new @Nullable Object[] {0}, new @Nullable Object[] {1}, new @Nullable Object[] {2});
        Client.Answer waiting = two.start(
                "UPDATE T SET V = V + 5 WHERE K = ?", new Execution(rows, true, Long.MAX_VALUE, 0, false, false));
        one.commit();
        turn(0);

        assertThat(waiting.outcome().batchCounts()).containsExactly(1L, 1L, 1L);
        assertThat(admin.rows("SELECT V FROM T ORDER BY K"))
                .containsExactly(List.of(5), List.of(6), List.of(5), List.of(0));
    }
}
