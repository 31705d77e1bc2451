package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.SetCursorName;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DCP_STATEMENT_TIMEOUT and DCP_COMMIT_TIMEOUT while a request is on its way to an EP, which has not been sent it yet. */
class SilentEpTest extends Staged {
    private static final int TIMED_OUT = -7049;
    private final int handle = client.allocate();

    @BeforeEach
    void limit() {
        stage.limit("DCP_STATEMENT_TIMEOUT", 20);
        stage.limit("DCP_COMMIT_TIMEOUT", 30);
    }

    private void seconds(long count) {
        stage.time.turn(Duration.ofSeconds(count));
    }

    /** Nothing for 19 s, then the error; the connection to {@code epno} is closed and the session goes on. */
    private Frame timesOut(int epno) {
        StagedEp silent = stage.ep(epno);
        seconds(19);
        assertThat(client.answered()).isFalse();
        seconds(1);
        Frame told = client.reply();
        assertThat(Header.code(told.content())).isEqualTo(TIMED_OUT);
        assertThat(client.answered()).isFalse();
        assertThat(silent.channel.open()).isFalse();
        assertThat(stage.cancelled).as("nothing of it runs there").isEmpty();
        assertThat(stage.suspected).contains(epno);
        assertThat(stage.lent()).isZero();
        return told;
    }

    /** Its connections are in schema S from now on, those of others are not. */
    private void inSchemaS() {
        client.direct(handle, "SET SCHEMA S");
        stage.ep(0).asked("SET SCHEMA S").outcome(Outcome.schema("S", NONE));
        client.fine();
    }

    @Test
    void an_ep_that_gives_no_handle() {
        client.direct(handle, "SELECT EP 1");

        timesOut(1);

        selects(client, handle, 1);
    }

    @Test
    void an_ep_that_falls_silent_while_the_schema_is_set_on_it() {
        inSchemaS();
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SET SCHEMA \"S\"");

        timesOut(1);

        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SET SCHEMA \"S\"").outcome(Outcome.schema("S", NONE));
        stage.ep(1).asked("SELECT EP 1").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void the_time_for_that_counts_for_the_statement() {
        inSchemaS();
        client.direct(handle, "INSERT EP 1");
        stage.ep(1).asked("SET SCHEMA \"S\"");
        seconds(15);
        stage.ep(1).outcome(Outcome.schema("S", NONE));
        stage.ep(1).asked("INSERT EP 1");
        seconds(4);
        assertThat(stage.cancels).isEmpty();
        seconds(1);
        assertThat(stage.cancels).hasSize(1);
        stage.ep(1).changed(COMMITTED);
        client.fine();
        stage.cancels.remove().run();
    }

    @Test
    void an_ep_that_falls_silent_while_a_text_is_compiled_again() {
        client.prepare(handle, "SELECT EP 1");
        stage.ep(0).asked("SELECT EP 1").prepared(StatementType.SELECT, NONE);
        client.fine();
        client.execute(handle);
        stage.ep(1).asked("SELECT EP 1");

        timesOut(1);

        client.execute(handle);
        stage.ep(1).asked("SELECT EP 1").prepared(StatementType.SELECT, NONE);
        stage.ep(1).asked(Command.EXECUTE2);
        stage.ep(1).rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void a_transaction_goes_with_its_connection() {
        client.prepare(handle, "UPDATE EP 1");
        stage.ep(0).asked("UPDATE EP 1").prepared(StatementType.UPDATE, NONE);
        client.fine();
        begins(client, client.allocate(), 1);
        client.execute(handle);
        stage.ep(1).asked("UPDATE EP 1");

        assertThat(StagedClient.status(timesOut(1))).isEqualTo(ROLLED_BACK);

        client.autoCommit = true;
        selects(client, client.allocate(), 1);
    }

    @Test
    void a_long_request_whose_client_is_not_read_meanwhile() {
        ByteBuf whole = Prepare.direct(handle, "INSERT EP 0", true).encode(Unpooled.buffer(), EmbeddedEp.FORMAT);
        Header.setI32(whole, 6, Header.bodyLength(whole) + 10);
        Header.seal(whole);
        client.begin(whole, 10);
        assertThat(client.reading).isFalse();
        StagedEp silent = stage.ep(0);
        seconds(20);
        assertThat(silent.channel.open()).isFalse();
        assertThat(client.reading).as("the rest has to come").isTrue();
        client.rest(10, true);

        assertThat(client.error()).isEqualTo(TIMED_OUT);
        selects(client, handle, 0);
    }

    @Test
    void a_line_for_a_connection_is_left() {
        stage.pool.limits(stage.pool.limits().withSize(1));
        stage.limit("DCP_STATEMENT_TIMEOUT", 5);
        StagedClient holder = stage.client();
        begins(holder, holder.allocate(), 0);
        client.direct(handle, "SELECT EP 0");
        seconds(5);
        assertThat(client.error()).isEqualTo(TIMED_OUT);
        assertThat(stage.pool.waiting()).isZero();

        holder.rollback();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
        holder.fine();
        selects(client, handle, 0);
    }

    @Test
    void so_is_the_room_where_an_ep_is_waited_for() {
        stage.loginsFailWith = DmException.of(ErrorCode.CANNOT_CONNECT, "EP01");
        client.direct(handle, "SELECT EP 0");
        seconds(20);
        assertThat(client.error()).isEqualTo(TIMED_OUT);
        assertThat(stage.room.sessions()).isZero();
        stage.loginsFailWith = null;
        stage.refreshed();
        selects(client, handle, 0);
    }

    @Test
    void what_waits_for_the_answer_to_a_cancel_is_told_too() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0");
        seconds(20);
        stage.ep(0).changed(COMMITTED);
        client.fine();
        client.direct(handle, "SELECT EP 0");
        seconds(20);
        assertThat(client.error()).isEqualTo(TIMED_OUT);
        stage.cancels.remove().run();
        assertThat(stage.ep(0).waiting()).as("it has been answered").isNull();
        selects(client, handle, 0);
    }

    @Test
    void what_may_not_be_stopped_has_its_own_limit() {
        inSchemaS();
        stage.any(1);
        client.send(new SetCursorName(handle, "C"));
        StagedEp silent = stage.ep(1);
        silent.asked("SET SCHEMA \"S\"");
        seconds(29);
        assertThat(client.answered()).isFalse();
        seconds(1);

        assertThat(client.error()).isEqualTo(TIMED_OUT);
        assertThat(silent.channel.open()).isFalse();
        assertThat(stage.lent()).isZero();
    }
}
