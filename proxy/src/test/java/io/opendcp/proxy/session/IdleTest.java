package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clients that say nothing: DCP_IDLE_IN_TRX_TIMEOUT, DCP_IDLE_TIMEOUT, DCP_RESULT_HOLD_TIME. */
class IdleTest extends Staged {
    private static final String IN_TRANSACTION = "DCP_IDLE_IN_TRX_TIMEOUT";
    private static final String OUTSIDE = "DCP_IDLE_TIMEOUT";
    private static final int ROLLED_BACK = -8950;
    private final int handle = client.allocate();

    private void seconds(long count) {
        stage.time.turn(Duration.ofSeconds(count));
    }

    private void rolledBack() {
        begins(client, handle, 0);
        seconds(30);
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
    }

    @Test
    void an_idle_transaction_is_rolled_back_and_its_connection_is_free() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        stage.time.turn(Duration.ofSeconds(30).minusNanos(1));
        assertThat(stage.ep(0).waiting()).isNull();
        stage.time.turn(Duration.ofNanos(1));
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();

        assertThat(stage.free(stage.ep(0))).isTrue();
        assertThat(stage.counters.transactions()).isEqualTo(1);
        client.direct(handle, "INSERT EP 0");
        ErrorReply told = client.errorReply();
        assertThat(told.code()).isEqualTo(ROLLED_BACK);
        assertThat(told.message()).contains("30 s", IN_TRANSACTION);
        assertThat(DmException.of(ErrorCode.IDLE_IN_TRANSACTION, 30).message(Language.CHINESE))
                .isEqualTo("会话在事务中超过30秒(DCP_IDLE_IN_TRX_TIMEOUT)无请求，事务已回滚");
        begins(client, handle, 1);
        client.commit();
        stage.ep(1).asked(Command.COMMIT);
        stage.ep(1).empty();
        client.fine();
    }

    @Test
    void it_is_told_once_by_the_first_answer_that_is_heard() {
        stage.limit(IN_TRANSACTION, 30);
        rolledBack();
        client.allocate();

        client.commit();
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        client.commit();
        client.fine();
    }

    @Test
    void a_rollback_asks_for_what_has_happened() {
        stage.limit(IN_TRANSACTION, 30);
        rolledBack();

        client.rollback();
        client.fine();
        inserts(client, handle, 0);
    }

    @Test
    void each_request_begins_the_time_anew_and_one_under_way_is_not_disturbed() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        seconds(29);
        client.direct(handle, "SELECT EP 0");
        seconds(100);
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, OPEN);
        client.fine();
        seconds(29);

        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();
    }

    @Test
    void a_request_that_comes_during_the_rollback_waits_for_it() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        seconds(30);
        client.direct(handle, "INSERT EP 0");
        assertThat(client.answered()).isFalse();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();

        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        inserts(client, handle, 0);
    }

    @Test
    void an_ep_that_does_not_answer_the_rollback_loses_the_connection() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        seconds(30);
        stage.ep(0).asked(Command.ROLLBACK);
        client.direct(handle, "INSERT EP 0");
        seconds(30);

        assertThat(stage.ep(0).channel.open()).isFalse();
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        inserts(client, handle, 0);
    }

    @Test
    void a_rollback_that_breaks_or_fails_is_one_too() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        seconds(30);
        stage.ep(0).cut();
        client.direct(handle, "INSERT EP 0");
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        assertThat(stage.suspected).contains(0);

        begins(client, handle, 1);
        seconds(30);
        stage.ep(1).error(-7106, "no", OPEN);
        assertThat(stage.ep(1).channel.open()).isFalse();
        client.direct(handle, "INSERT EP 0");
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
    }

    @Test
    void a_client_that_leaves_during_the_rollback_leaves_nothing() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        seconds(30);
        client.direct(handle, "INSERT EP 0");
        client.leave();

        assertThat(stage.lent()).isZero();
    }

    @Test
    void rows_left_in_the_transaction_go_with_its_connection() {
        stage.limit(IN_TRANSACTION, 30);
        begins(client, handle, 0);
        int rows = client.allocate();
        client.direct(rows, "SELECT EP 0");
        stage.ep(0).rows(1, 9, OPEN);
        client.fine();
        seconds(30);

        assertThat(stage.ep(0).channel.open()).isFalse();
        client.fetch(rows, 1);
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        client.fetch(rows, 1);
        assertThat(client.error()).isEqualTo(-4535);
    }

    @Test
    void state_that_cannot_be_carried_stays() {
        stage.limit(IN_TRANSACTION, 30);
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        rolledBack();

        assertThat(stage.lent()).isEqualTo(1);
        client.commit();
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        client.direct(handle, "SELECT EP 1");
        stage.ep(0).asked("SELECT EP 1").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void a_change_counts_from_then_on_and_ends_nothing_at_once() {
        begins(client, handle, 0);
        seconds(3600);
        stage.limit(IN_TRANSACTION, 30);
        seconds(29);
        assertThat(stage.ep(0).waiting()).isNull();
        stage.limit(IN_TRANSACTION, 10);
        seconds(9);
        assertThat(stage.ep(0).waiting()).isNull();
        stage.limit(IN_TRANSACTION, 0);
        seconds(3600);
        assertThat(stage.ep(0).waiting()).isNull();

        stage.limit(IN_TRANSACTION, 10);
        seconds(10);
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
    }

    @Test
    void an_idle_session_is_closed() {
        stage.limit(OUTSIDE, 60);
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        seconds(59);
        assertThat(client.ended).isFalse();
        seconds(1);

        assertThat(client.ended).isTrue();
        assertThat(stage.session(client.id())).isNull();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_session_that_works_or_is_in_a_transaction_is_not_closed() {
        stage.limit(OUTSIDE, 60);
        client.direct(handle, "SELECT EP 0");
        StagedClient other = stage.client();
        begins(other, other.allocate(), 1);
        seconds(600);
        assertThat(client.ended || other.ended).isFalse();

        stage.ep(0).rows(1, 1, NONE);
        client.fine();
        seconds(60);
        assertThat(client.ended).isTrue();
        assertThat(other.ended).isFalse();
    }

    @Test
    void after_a_rollback_the_client_has_the_whole_time_to_hear_of_it() {
        stage.limit(OUTSIDE, 10);
        stage.limit(IN_TRANSACTION, 30);
        rolledBack();
        seconds(9);
        client.commit();
        assertThat(client.error()).isEqualTo(ROLLED_BACK);
        seconds(10);

        assertThat(client.ended).isTrue();
    }

    @Test
    void rows_left_are_held_as_long_as_is_set_and_the_session_lives() {
        stage.limit("DCP_RESULT_HOLD_TIME", 20);
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).rows(1, 9, NONE);
        client.fine();
        seconds(19);
        assertThat(stage.lent()).isEqualTo(1);
        seconds(1);
        assertThat(stage.lent()).isZero();
        client.fetch(handle, 1);
        assertThat(client.error()).isEqualTo(-4535);

        stage.limit("DCP_RESULT_HOLD_TIME", 0);
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).rows(1, 9, NONE);
        client.fine();
        stage.time.turn(Duration.ofDays(1));
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void of_two_times_the_shorter_one_comes_first() {
        stage.limit("DCP_RESULT_HOLD_TIME", 20);
        stage.limit(OUTSIDE, 50);
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).rows(1, 9, NONE);
        client.fine();
        seconds(20);
        assertThat(stage.lent()).isZero();
        assertThat(client.ended).isFalse();
        seconds(50);

        assertThat(client.ended).isTrue();
    }

    @Test
    void requests_schedule_nothing() {
        stage.limit(OUTSIDE, 60);
        seconds(1);
        selects(client, handle, 0);
        seconds(1);
        selects(client, handle, 0);

        assertThat(stage.time.next()).contains(Duration.ofSeconds(58));
        seconds(58);
        assertThat(stage.time.next()).as("60 s after the last one").contains(Duration.ofSeconds(2));
    }
}
