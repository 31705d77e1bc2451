package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static io.opendcp.protocol.statement.TransactionStatus.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Free;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.journal.Point;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Connections to EPs that end: what is told, what is run again, what is unknown. */
class LostConnectionTest extends Staged {
    private final int handle = client.allocate();

    @Test
    void in_a_transaction_its_end_is_told_and_the_session_goes_on() {
        begins(client, handle, 0);
        client.direct(handle, "INSERT MORE EP 0");
        stage.ep(0).asked("INSERT MORE EP 0").cut();

        assertThat(client.errorReply())
                .satisfies(error -> assertThat(error.code()).isEqualTo(-6010))
                .satisfies(error -> assertThat(error.transaction()).isEqualTo(ROLLED_BACK));
        assertThat(stage.suspected).containsExactly(0);
        selects(client, handle, 1);
    }

    @Test
    void a_transaction_that_ends_between_requests_is_told_at_the_next_one_of_any_kind_but_rollback() {
        begins(client, handle, 0);
        stage.ep(0).cut();
        client.commit();
        assertThat(client.error()).isEqualTo(-6010);

        begins(client, handle, 0);
        stage.ep(0).cut();
        client.rollback();
        client.fine();
        assertThat(client.answered()).isFalse();
    }

    @Test
    void a_commit_whose_answer_is_lost_is_unknown() {
        begins(client, handle, 0);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).cut();

        ErrorReply told = client.errorReply();
        assertThat(told.code()).isEqualTo(-8912);
        assertThat(told.message()).contains("EP 0 (EP01)", "2026-01-01 08:00:00");
        selects(client, handle, 1);
    }

    @Test
    void a_commit_as_text_is_unknown_too() {
        begins(client, handle, 0);
        client.direct(handle, "COMMIT");
        stage.ep(0).asked("COMMIT").cut();

        assertThat(client.error()).isEqualTo(-8912);
    }

    @Test
    void a_statement_that_would_have_committed_the_open_transaction_is_unknown() {
        begins(client, handle, 0);
        client.autoCommit = true;
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").cut();

        assertThat(client.error()).isEqualTo(-8912);
    }

    @Test
    void ddl_in_a_transaction_is_unknown() {
        begins(client, handle, 0);
        client.direct(handle, "CREATE TABLE T (K INT)");
        stage.ep(0).asked("CREATE TABLE T (K INT)").cut();

        assertThat(client.error()).isEqualTo(-8912);
    }

    @Test
    void dml_with_auto_commit_is_unknown_and_never_run_again() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").cut();

        assertThat(client.error()).isEqualTo(-8912);
        assertThat(stage.connections).hasSize(1);
    }

    @Test
    void the_first_dml_of_a_transaction_is_known_to_be_lost() {
        client.autoCommit = false;
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").cut();

        assertThat(client.error()).isEqualTo(-6010);
        assertThat(stage.connections).hasSize(1);
    }

    @Test
    void a_plain_select_is_run_again_once() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").cut();
        assertThat(client.answered()).isFalse();

        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);

        assertThat(client.fine().handle()).isEqualTo(handle);
        assertThat(stage.counters.repeats()).isEqualTo(1);
    }

    @Test
    void a_plain_select_that_is_lost_again_waits_for_a_refresh_and_is_given_up_in_the_end() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").cut();
        stage.ep(0).asked("SELECT EP 0").cut();
        assertThat(stage.connections).hasSize(2);
        assertThat(client.answered()).isFalse();
        stage.refreshed();
        stage.ep(0).asked("SELECT EP 0").cut();
        stage.refreshed();
        stage.ep(0).asked("SELECT EP 0").cut();

        assertThat(client.error()).isEqualTo(-6010);
        assertThat(stage.connections).hasSize(4);
    }

    @Test
    void a_select_that_may_have_done_something_is_not_run_again() {
        client.direct(handle, "SELECT F(1) EP 0");
        stage.ep(0).asked("SELECT F(1) EP 0").cut();

        assertThat(client.error()).isEqualTo(-8912);
    }

    @Test
    void a_select_is_not_run_again_in_a_transaction() {
        begins(client, handle, 0);
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").cut();

        assertThat(client.error()).isEqualTo(-6010);
        assertThat(stage.connections).hasSize(1);
    }

    @Test
    void a_select_is_not_run_again_where_its_sessions_state_is_missing() {
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").cut();

        assertThat(client.error()).isEqualTo(-6010);
        selects(client, handle, 1);
    }

    @Test
    void kept_state_that_is_lost_between_requests_is_told() {
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        stage.ep(0).cut();

        client.direct(handle, "SELECT EP 0");
        assertThat(client.error()).isEqualTo(-6010);
        selects(client, handle, 0);
    }

    @Test
    void what_is_compiled_is_compiled_again() {
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").cut();
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);

        client.fine();
    }

    @Test
    void a_request_whose_connection_broke_before_it_was_sent_is_sent_on_another() {
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        client.fine();
        stage.ep(0).cut();

        client.execute(handle);
        stage.ep(0).asked("INSERT EP 0").cut(); // still only compiling there
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).changed(COMMITTED);

        client.fine();
    }

    @Test
    void half_a_reply_ends_the_client() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf half = stage.ep(0).rowsReply(4000, 4000, NONE);
        int all = half.readableBytes();
        stage.ep(0).reply(half.writerIndex(EmbeddedEp.HELD + 10));
        assertThat(all).isGreaterThan(EmbeddedEp.HELD + 10);
        stage.ep(0).channel.cut();

        assertThat(client.ended).isTrue();
        assertThat(stage.session(client.id())).isNull();
    }

    @Test
    void a_reply_that_makes_no_sense_is_a_lost_connection_and_not_silence() {
        client.direct(handle, "SET SCHEMA X");
        Frame asked = stage.ep(0).asked(Command.PREPARE);
        ByteBuf cut = Header.open(Unpooled.buffer(), Command.PREPARE, asked.handle(), 0);
        Header.setU16(cut, 20, StatementType.SET_SCHEMA.code());
        assertThatThrownBy(() -> stage.ep(0).reply(Header.close(cut))).isInstanceOf(RuntimeException.class);

        assertThat(client.error()).isEqualTo(-8912);
        assertThat(stage.ep(0).channel.open()).isFalse();
        selects(client, handle, 1);
    }

    @Test
    void values_sent_ahead_that_are_lost_fail_their_execution() {
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.send(new PreExecute(handle, false, List.of()));
        stage.ep(0).asked(Command.PRE_EXECUTE);
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);
        stage.ep(0).cut();

        client.execute(handle);
        assertThat(client.error()).isEqualTo(-6010);
    }

    @Test
    void a_connection_that_breaks_while_it_is_aligned_is_replaced() {
        client.direct(handle, "SET SCHEMA SHOP");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();
        stage.ep(0).cut();

        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("SET SCHEMA \"SHOP\"").cut();
        stage.ep(0).asked("SET SCHEMA \"SHOP\"").outcome(Outcome.schema("SHOP", NONE));
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);

        client.fine();
    }

    @Test
    void a_lost_transaction_is_told_though_a_statement_is_made_or_freed_first() {
        int cursor = client.allocate();
        begins(client, handle, 0);
        client.direct(cursor, "SELECT EP 0");
        stage.ep(0).rows(1, 9, OPEN);
        client.fine();
        stage.ep(0).cut();
        int made = client.allocate();
        client.send(new Free(cursor));
        client.fine();

        client.direct(made, "INSERT EP 0");
        assertThat(client.error())
                .as("half a transaction must not be committed")
                .isEqualTo(-6010);
        client.commit();
        client.fine();
        assertThat(stage.connections).hasSize(1);
    }

    @Test
    void a_transaction_that_is_lost_while_a_statement_is_freed_is_told_by_the_next_request() {
        int cursor = client.allocate();
        begins(client, handle, 0);
        client.direct(cursor, "SELECT EP 0");
        stage.ep(0).rows(1, 9, OPEN);
        client.fine();
        client.send(new Free(cursor));
        stage.ep(0).asked(Command.FREE_STATEMENT);
        stage.ep(0).cut();
        client.fine();

        client.commit();
        assertThat(client.error()).isEqualTo(-6010);
    }

    @Test
    void rollback_of_a_lost_transaction_is_what_has_happened() {
        begins(client, handle, 0);
        stage.ep(0).cut();
        client.allocate();
        client.rollback();
        client.fine();

        inserts(client, handle, 0);
    }

    @Test
    void a_connection_that_breaks_when_it_is_lent_is_replaced_once() {
        stage.rare.add(Point.LENT_CONNECTION_BREAKS);
        selects(client, handle, 0);
        assertThat(stage.counters.repeats()).isEqualTo(1);

        client.leave();
        StagedClient other = stage.client();
        int second = other.allocate();
        stage.rare.addAll(List.of(Point.LENT_CONNECTION_BREAKS, Point.LENT_CONNECTION_BREAKS));
        other.direct(second, "SELECT EP 0");
        assertThat(other.answered()).isFalse();
        stage.refreshed();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        other.fine();
    }

    @Test
    void a_refresh_between_route_and_sending_changes_nothing_for_the_statement() {
        stage.rare.add(Point.REFRESH_AFTER_ROUTE);
        selects(client, handle, 1);
        assertThat(stage.suspected).containsExactly(1);
    }
}
