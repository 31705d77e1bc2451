package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.CloseCursor;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import org.junit.jupiter.api.Test;

/** Rows left to fetch are fetched by the DCP, so that their connection is free for others. */
class ReadAheadTest extends StagedReading {
    @Test
    void all_that_is_left_is_read_and_the_connection_is_free() {
        leavesRows(5);
        read(2, 2, 5);
        assertThat(stage.lent()).isEqualTo(1);
        read(4, 1, 5);

        assertThat(stage.lent()).isZero();
        assertThat(stage.free(stage.ep(1))).isTrue();
        assertThat(stage.pool.violations()).isZero();
        fetched(2, 2, 5);
        fetched(4, 1, 5);
        assertThat(used()).isZero();
        client.fetch(handle, 5);
        assertThat(client.error()).as("as on an EP that has given all").isEqualTo(GONE);
        assertThat(stage.ep(1).waiting()).isNull();
    }

    @Test
    void in_a_transaction_nothing_is_read_until_its_end() {
        client.autoCommit = false;
        leavesRows(5);
        assertThat(stage.ep(1).waiting()).isNull();
        client.commit();
        stage.ep(1).asked(Command.COMMIT);
        stage.ep(1).empty();
        client.fine();
        read(2, 3, 5);

        assertThat(stage.lent()).isZero();
        fetched(2, 3, 5);
    }

    @Test
    void an_end_that_is_told_by_no_rows_is_told_so() {
        leavesRows(Long.MAX_VALUE);
        read(2, 2, Long.MAX_VALUE);
        read(4, 0, Long.MAX_VALUE);

        assertThat(stage.lent()).isZero();
        fetched(Long.MAX_VALUE, 0, 4);
        fetched(2, 2, Long.MAX_VALUE);
        fetched(4, 0, Long.MAX_VALUE);
    }

    @Test
    void an_end_that_is_told_by_an_error_is_told_so() {
        leavesRows(Long.MAX_VALUE);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).error(ReplyView.BEYOND_THE_END, "beyond the end", NONE);

        assertThat(stage.lent()).isZero();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(ReplyView.BEYOND_THE_END);
    }

    @Test
    void past_the_limit_the_rest_stays_where_it_is() {
        stage.limit("DCP_RESULT_READ_AHEAD", 32);
        leavesRows(9000);
        read(2, MANY, 9000);
        assertThat(stage.ep(1).waiting()).isNull();
        assertThat(stage.lent()).isEqualTo(1);
        assertThat(stage.sessions.kept()).extracting(KeptView::reason).containsExactly("ROWS LEFT");

        fetched(2, MANY, 9000);
        read(2 + MANY, MANY, 9000);
        fetched(2 + MANY, MANY, 9000);
        read(2 + 2 * MANY, 10, 3212);
        assertThat(stage.lent()).isZero();
        fetched(2 + 2 * MANY, 10, 3212);
    }

    @Test
    void past_the_limit_of_all_it_stays_too() {
        stage.limit("DCP_RESULT_MEMORY", 0);
        leavesRows(5);
        assertThat(stage.ep(1).waiting()).isNull();
        client.fetch(handle, 2);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).fetched(2, 1, 5);
        told(1, 5);

        stage.limit("DCP_RESULT_MEMORY", 1);
        client.allocate();
        read(3, 2, 5);
        assertThat(stage.lent()).isZero();
        fetched(3, 2, 5);
    }

    @Test
    void who_asks_for_rows_that_are_being_read_gets_them_when_they_come() {
        leavesRows(5);
        client.fetch(handle, 2);
        assertThat(client.answered()).isFalse();
        read(2, 1, 5);
        told(1, 5);

        client.fetch(handle, 3);
        read(3, 2, 5);
        told(2, 5);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void another_request_waits_for_one_answer_and_then_goes_where_it_belongs() {
        leavesRows(5);
        int other = client.allocate();
        client.direct(other, "SELECT EP 0");
        read(2, 3, 5);
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);

        client.fine();
        assertThat(stage.lent()).isZero();
        fetched(2, 3, 5);
    }

    @Test
    void if_that_was_not_the_last_one_it_goes_where_the_rows_are() {
        leavesRows(5);
        int other = client.allocate();
        client.direct(other, "SELECT EP 0");
        read(2, 1, 5);
        stage.ep(1).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();

        read(3, 2, 5);
        assertThat(stage.lent()).isZero();
        fetched(2, 1, 5);
        fetched(3, 2, 5);
    }

    @Test
    void what_needs_no_ep_is_answered_meanwhile() {
        leavesRows(5);
        read(2, 1, 5);
        fetched(2, 1, 5);
        client.allocate();
        client.commit();
        client.fine();

        read(3, 2, 5);
        assertThat(stage.lent()).isZero();
        client.send(new CloseCursor(handle));
        client.fine();
        assertThat(used()).isZero();
    }

    @Test
    void rows_of_several_statements_are_read_one_after_the_other() {
        leavesRows(3);
        int other = client.allocate();
        client.direct(other, "SELECT EP 1");
        read(2, 1, 3);
        stage.ep(1).asked("SELECT EP 1").rows(2, 4, NONE);
        client.fine();
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).fetched(2, 2, 4);

        assertThat(stage.lent()).isZero();
        fetched(2, 1, 3);
        client.fetch(other, 2);
        client.fine();
    }

    @Test
    void who_may_read_any_row_again_is_left_alone() {
        client.send(new Prepare(
                handle, "SELECT EP 1", true, true, false, 0, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false));
        stage.ep(1).rows(2, 5, NONE);
        client.fine();
        int other = client.allocate();
        client.direct(other, "SELECT EP 1");
        stage.ep(1).rows(2, 5, NONE);
        client.fine();

        assertThat(stage.ep(1).waiting()).as("the other's rows would keep it").isNull();
    }

    @Test
    void rows_that_may_be_changed_or_are_a_programs_are_left_alone() {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1");
        ByteBuf updatable = stage.ep(1).rowsReply(2, 5, NONE);
        Header.setU8(updatable, 34, 1);
        stage.ep(1).reply(updatable);
        client.fine();
        assertThat(stage.ep(1).waiting()).isNull();

        client.direct(handle, "CALL EP 1");
        stage.ep(1).asked("CALL EP 1");
        ByteBuf program = stage.ep(1).rowsReply(2, 5, NONE);
        Header.setU16(program, 20, StatementType.CALL.code());
        stage.ep(1).reply(program);
        client.fine();
        assertThat(stage.ep(1).waiting()).isNull();
    }

    @Test
    void in_manual_mode_nothing_is_read_ahead() {
        stage.manualMode();
        leavesRows(5);
        assertThat(stage.ep(1).waiting()).isNull();
    }

    @Test
    void who_is_being_read_ahead_does_not_count_as_keeping_a_connection() {
        stage.limit("DCP_RESULT_HOLD_MOST", 1);
        stage.limit("DCP_RESULT_READ_AHEAD", 32);
        leavesRows(9000);
        read(2, MANY, 9000);
        StagedClient other = stage.client();
        int others = other.allocate();
        other.direct(others, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").rows(2, 5, NONE);
        other.fine();
        stage.ep(0).asked(Command.FETCH);
        stage.ep(0).fetched(2, 3, 5);

        assertThat(stage.ep(1).channel.open()).isTrue();
        fetched(2, MANY, 9000);
        stage.ep(1).asked(Command.FETCH);
    }

    @Test
    void a_client_gets_messages_as_large_as_it_wants() {
        stage.limit("DCP_RESULT_READ_AHEAD", 32);
        leavesRows(9000);
        read(2, MANY, 9000);
        stage.limit("DCP_RESULT_READ_AHEAD", 256);
        client.send(new Fetch(handle, 2, 1, 1, 100));
        told(MANY, 9000);

        assertThat(Fetch.decode(stage.ep(1).asked(Command.FETCH)).bufferKilobytes())
                .isEqualTo(100);
    }
}
