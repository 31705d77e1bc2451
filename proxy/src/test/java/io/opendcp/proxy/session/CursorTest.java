package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.CloseCursor;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.Free;
import io.opendcp.protocol.message.MoreResults;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReplyView;
import io.opendcp.protocol.message.SetCursorName;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that are left keep their connection, not for ever. */
class CursorTest extends Staged {
    private final int handle = client.allocate();

    private void leavesRows() {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1").rows(2, 5, NONE);
        client.fine();
    }

    @Test
    void the_connection_is_kept_until_the_last_row() {
        leavesRows();
        assertThat(stage.lent()).isEqualTo(1);

        client.fetch(handle, 2);
        assertThat(stage.ep(1).asked(Command.FETCH).handle()).isEqualTo(2001);
        stage.ep(1).fetched(2, 2, 5);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);
        client.fetch(handle, 4);
        stage.ep(1).fetched(4, 1, 5);

        client.fine();
        assertThat(stage.lent()).isZero();
        assertThat(stage.pool.violations()).isZero();
    }

    @Test
    void new_transactions_run_where_the_rows_are() {
        leavesRows();
        int other = client.allocate();
        client.direct(other, "INSERT EP 0");
        stage.ep(1).asked("INSERT EP 0").changed(COMMITTED);

        client.fine();
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void after_five_minutes_the_connection_goes_and_fetching_is_an_error() {
        leavesRows();
        stage.time.turn(Stage.HOLD.minusNanos(1));
        assertThat(stage.lent()).isEqualTo(1);
        stage.time.turn(Duration.ofNanos(1));
        assertThat(stage.lent()).isZero();
        assertThat(stage.ep(1).channel.open()).isFalse();

        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(-4535);
        selects(client, handle, 0);
    }

    @Test
    void each_request_starts_the_five_minutes_anew() {
        leavesRows();
        stage.time.turn(Stage.HOLD.minusNanos(1));
        client.fetch(handle, 2);
        stage.ep(1).fetched(2, 1, 5);
        client.fine();
        stage.time.turn(Stage.HOLD.minusNanos(1));

        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void a_request_under_way_is_not_disturbed_by_the_five_minutes() {
        leavesRows();
        client.fetch(handle, 2);
        stage.ep(1).asked(Command.FETCH);
        stage.time.turn(Stage.HOLD.multipliedBy(2));
        stage.ep(1).fetched(2, 3, 5);

        client.fine();
    }

    @Test
    void an_open_transaction_is_not_ended_by_the_five_minutes() {
        begins(client, handle, 0);
        int other = client.allocate();
        client.direct(other, "SELECT EP 0");
        stage.ep(0).rows(1, 9, OPEN);
        client.fine();
        stage.time.turn(Stage.HOLD.multipliedBy(2));

        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void close_tells_the_ep_and_lets_the_connection_go() {
        leavesRows();
        client.send(new CloseCursor(handle));
        stage.ep(1).asked(Command.CLOSE_STATEMENT);
        stage.ep(1).empty();

        client.fine();
        assertThat(stage.lent()).isZero();
        client.send(new CloseCursor(handle));
        assertThat(client.fine()).as("nothing to close: answered here").isNotNull();
    }

    @Test
    void free_tells_the_ep_and_the_handle_is_not_used_again() {
        leavesRows();
        client.send(new Free(handle));
        assertThat(stage.ep(1).asked(Command.FREE_STATEMENT).handle()).isEqualTo(2001);
        stage.ep(1).empty();
        client.fine();
        assertThat(stage.lent()).isZero();

        int next = client.allocate();
        client.direct(next, "SELECT EP 1");
        assertThat(stage.ep(1).asked(Command.PREPARE).handle()).isEqualTo(2002);
        stage.ep(1).rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void another_text_on_the_handle_ends_it() {
        leavesRows();
        client.direct(handle, "SELECT EP 0");
        assertThat(stage.ep(1).asked(Command.PREPARE).handle()).isEqualTo(2001);
        stage.ep(1).rows(1, 1, NONE);

        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_client_that_scrolls_may_ask_for_any_row_again() {
        client.send(new Prepare(
                handle, "SELECT EP 1", true, true, false, 0, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false));
        stage.ep(1).rows(2, 5, NONE);
        client.fine();
        client.fetch(handle, 2);
        stage.ep(1).fetched(2, 3, 5);
        client.fine();

        assertThat(stage.lent()).as("though the last row was delivered").isEqualTo(1);
    }

    @Test
    void further_result_sets_keep_the_connection() {
        client.direct(handle, "CALL P EP 1");
        stage.ep(1).asked("CALL P EP 1");
        ByteBuf reply = stage.ep(1).rowsReply(1, 1, NONE);
        Header.setU16(reply, 20, StatementType.CALL.code());
        stage.ep(1).reply(reply);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);

        client.send(new MoreResults(handle, 0));
        Frame asked = stage.ep(1).asked(Command.MORE_RESULTS);
        stage.ep(1)
                .reply(new EmptyReply(Command.MORE_RESULTS, asked.handle(), EmptyReply.NO_MORE_RESULTS)
                        .encode(Unpooled.buffer()));
        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void asking_for_more_where_nothing_is_left_is_answered_here() {
        selects(client, handle, 0);
        client.send(new MoreResults(handle, 0));
        assertThat(ReplyView.code(client.reply().content())).isEqualTo(EmptyReply.NO_MORE_RESULTS);
        client.fetch(handle, 0);
        assertThat(client.error()).isEqualTo(-4535);
    }

    @Test
    void a_cursors_name_is_state_of_one_connection_and_its_handle_nobody_elses() {
        client.send(new SetCursorName(handle, "C1"));
        assertThat(stage.ep(0).asked(Command.SET_CURSOR_NAME).handle()).isEqualTo(1001);
        stage.ep(0).empty();
        client.fine();

        client.direct(handle, "SELECT EP 1");
        assertThat(stage.ep(0).asked(Command.PREPARE).handle()).isEqualTo(1001);
        stage.ep(0).rows(1, 1, NONE);
        client.fine();
        int other = client.allocate();
        client.direct(other, "UPDATE T SET V = 1 WHERE CURRENT OF C1");
        assertThat(stage.ep(0).asked(Command.PREPARE).handle()).isEqualTo(1002);
        stage.ep(0).changed(COMMITTED);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void values_sent_ahead_tie_their_connection_until_the_execution() {
        client.prepare(handle, "INSERT EP 1");
        stage.any(1);
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.send(new PreExecute(handle, false, List.of()));
        stage.ep(1).asked("INSERT EP 1").prepared(StatementType.INSERT, NONE);
        stage.ep(1).asked(Command.PRE_EXECUTE);
        stage.ep(1).prepared(StatementType.INSERT, NONE);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);

        client.execute(handle);
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).changed(COMMITTED);
        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void values_sent_ahead_and_never_used_are_freed_on_the_ep() {
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.send(new PreExecute(handle, false, List.of()));
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();

        client.send(new Free(handle));
        stage.ep(0).asked(Command.FREE_STATEMENT);
        stage.ep(0).empty();
        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void values_sent_ahead_do_not_keep_a_connection_for_ever() {
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.send(new PreExecute(handle, false, List.of()));
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();

        stage.time.turn(Stage.HOLD);
        assertThat(stage.lent()).isZero();
    }
}
