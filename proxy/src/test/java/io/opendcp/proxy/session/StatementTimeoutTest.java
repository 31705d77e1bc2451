package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static io.opendcp.protocol.statement.TransactionStatus.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DCP_STATEMENT_TIMEOUT: who is stopped, and what its client is told. */
class StatementTimeoutTest extends Staged {
    private static final int TIMED_OUT = -7049;
    private static final int STOPPED = -6515;
    private final int handle = client.allocate();

    @BeforeEach
    void limit() {
        stage.limit("DCP_STATEMENT_TIMEOUT", 20);
    }

    private void seconds(long count) {
        stage.time.turn(Duration.ofSeconds(count));
    }

    private void runsTooLong(String sql, int epno) {
        client.direct(handle, sql);
        stage.ep(epno).asked(sql);
        seconds(20);
    }

    @Test
    void what_an_ep_does_not_answer_is_cancelled_there_and_the_session_goes_on() {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1");
        seconds(19);
        assertThat(stage.cancelled).isEmpty();
        seconds(1);
        assertThat(stage.cancelled)
                .containsExactly(stage.ep(1).channel.backend().epSessionId());
        assertThat(client.answered()).isFalse();
        stage.ep(1).error(STOPPED, "cancelled", NONE);
        ErrorReply told = client.errorReply();
        assertThat(told.code()).isEqualTo(TIMED_OUT);
        assertThat(told.message()).isEqualTo("Statement timed out");
        assertThat(stage.lent()).as("until the cancel has been answered").isEqualTo(1);
        stage.cancels.remove().run();

        assertThat(stage.lent()).isZero();
        selects(client, handle, 1);
        assertThat(stage.pool.violations()).isZero();
    }

    @Test
    void a_transaction_is_what_the_ep_leaves_it() {
        begins(client, handle, 0);
        runsTooLong("UPDATE EP 0", 0);
        stage.ep(0).error(STOPPED, "cancelled", OPEN);
        stage.cancels.remove().run();
        Frame told = client.reply();
        assertThat(Header.code(told.content())).isEqualTo(TIMED_OUT);
        assertThat(StagedClient.status(told)).isEqualTo(OPEN);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();

        begins(client, handle, 0);
        runsTooLong("UPDATE EP 0", 0);
        stage.ep(0).error(STOPPED, "cancelled", ROLLED_BACK);
        stage.cancels.remove().run();
        assertThat(StagedClient.status(client.reply())).isEqualTo(ROLLED_BACK);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void an_answer_that_comes_after_all_is_passed_on_and_the_next_request_is_not_hit() {
        runsTooLong("INSERT EP 0", 0);
        stage.ep(0).changed(COMMITTED);
        client.fine();
        client.direct(handle, "INSERT EP 0");
        assertThat(stage.ep(0).waiting())
                .as("the cancel is still on its way to this EP's session")
                .isNull();
        stage.cancels.remove().run();
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);

        client.fine();
    }

    @Test
    void fetching_is_limited_too_and_the_end_of_a_transaction_is_not() {
        client.autoCommit = false;
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).rows(1, 9, OPEN);
        client.fine();
        client.fetch(handle, 1);
        stage.ep(0).asked(Command.FETCH);
        seconds(20);
        stage.ep(0).error(STOPPED, "cancelled", OPEN);
        stage.cancels.remove().run();
        assertThat(client.error()).isEqualTo(TIMED_OUT);

        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        seconds(3600);
        assertThat(stage.cancels).isEmpty();
        stage.ep(0).empty();
        client.fine();
    }

    @Test
    void a_commit_that_is_not_answered_is_unknown_and_its_connection_goes() {
        stage.limit("DCP_COMMIT_TIMEOUT", 30);
        begins(client, handle, 0);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        seconds(29);
        assertThat(client.answered()).isFalse();

        seconds(1);

        assertThat(client.errorReply().code()).isEqualTo(-8912);
        assertThat(stage.cancelled).as("nobody would know how it ended").isEmpty();
        assertThat(stage.lent()).isZero();
        selects(client, handle, 1);
    }

    @Test
    void so_is_a_rollback_which_is_done_with_its_connection() {
        stage.limit("DCP_COMMIT_TIMEOUT", 30);
        begins(client, handle, 0);
        client.rollback();
        stage.ep(0).asked(Command.ROLLBACK);

        seconds(30);

        Frame told = client.reply();
        assertThat(Header.code(told.content())).isEqualTo(-6010);
        assertThat(StagedClient.status(told))
                .as("rolled back with its connection")
                .isEqualTo(NONE);
        assertThat(stage.lent()).isZero();
        selects(client, handle, 1);
    }

    @Test
    void waiting_for_a_connection_counts() {
        stage.pool.limits(stage.pool.limits().withSize(1));
        StagedClient holder = stage.client();
        int holders = holder.allocate();
        begins(holder, holders, 0);
        client.direct(handle, "SELECT EP 0");
        seconds(9);
        holder.rollback();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
        holder.fine();
        stage.ep(0).asked("SELECT EP 0");
        seconds(10);
        assertThat(stage.cancels).isEmpty();
        seconds(1);

        assertThat(stage.cancels).hasSize(1);
        stage.ep(0).error(STOPPED, "cancelled", NONE);
        assertThat(client.error()).isEqualTo(TIMED_OUT);
        stage.cancels.remove().run();
    }

    @Test
    void a_long_request_counts_from_its_last_piece() {
        ByteBuf whole = Prepare.direct(handle, "INSERT EP 0", true).encode(Unpooled.buffer(), EmbeddedEp.FORMAT);
        int body = Header.bodyLength(whole);
        Header.setI32(whole, 6, body + 10);
        Header.seal(whole);
        client.begin(whole, 10);
        stage.ep(0).waiting();
        seconds(60);
        assertThat(stage.cancels).isEmpty();
        client.rest(10, true);
        stage.ep(0).waiting();
        seconds(19);
        assertThat(stage.cancels).isEmpty();
        seconds(1);
        assertThat(stage.cancels).hasSize(1);
        stage.ep(0).changed(COMMITTED);
        client.fine();
        stage.cancels.remove().run();
    }

    @Test
    void an_ep_that_does_not_stop_either_loses_the_connection() {
        begins(client, handle, 0);
        runsTooLong("SELECT EP 0", 0);
        stage.cancels.remove().run();
        seconds(59);
        assertThat(client.answered()).isFalse();
        seconds(1);

        Frame told = client.reply();
        assertThat(Header.code(told.content())).isEqualTo(TIMED_OUT);
        assertThat(StagedClient.status(told)).isEqualTo(ROLLED_BACK);
        assertThat(stage.ep(0).channel.open()).isFalse();
        client.autoCommit = true;
        selects(client, handle, 0);
    }

    @Test
    void a_select_that_was_stopped_is_not_run_again_when_its_connection_breaks() {
        runsTooLong("SELECT EP 0", 0);
        stage.ep(0).cut();

        assertThat(client.error()).isEqualTo(TIMED_OUT);
        assertThat(stage.connections).hasSize(1);
        stage.cancels.remove().run();
    }

    @Test
    void a_change_that_may_have_been_committed_is_told_so() {
        runsTooLong("INSERT EP 0", 0);
        stage.ep(0).cut();

        assertThat(client.error()).isEqualTo(-8912);
        stage.cancels.remove().run();
    }

    @Test
    void a_change_of_the_setting_counts_for_what_runs_from_then_on() {
        stage.limit("DCP_STATEMENT_TIMEOUT", 0);
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        seconds(3600);
        stage.limit("DCP_STATEMENT_TIMEOUT", 20);
        seconds(19);
        assertThat(stage.cancels).isEmpty();
        seconds(1);
        assertThat(stage.cancels).hasSize(1);
        stage.ep(0).error(STOPPED, "cancelled", NONE);
        stage.cancels.remove().run();
        assertThat(client.error()).isEqualTo(TIMED_OUT);
    }
}
