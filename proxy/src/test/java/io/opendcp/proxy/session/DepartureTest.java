package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** A client may go at any moment: nothing of it is left on an EP, in the pool or in memory. */
class DepartureTest extends Staged {
    private final int handle = client.allocate();

    private void nothingIsLeft() {
        assertThat(stage.lent()).isZero();
        assertThat(stage.pool.waiting()).isZero();
        assertThat(stage.session(client.id())).isNull();
        assertThatThrownBy(() -> EmbeddedEp.VAULT.open(client.sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void when_idle_nothing_is_open() {
        selects(client, handle, 0);
        client.leave();

        nothingIsLeft();
        assertThat(stage.free(stage.ep(0))).isTrue();
    }

    @Test
    void in_a_transaction_the_connection_goes_and_the_ep_rolls_back() {
        begins(client, handle, 0);
        client.leave();

        nothingIsLeft();
        assertThat(stage.ep(0).channel.open()).isFalse();
        assertThat(stage.pool.violations()).isZero();
    }

    @Test
    void while_its_table_is_looked_up() {
        client.direct(handle, "SELECT LATER EP 0");
        client.leave();
        stage.guide.later.remove().run();

        nothingIsLeft();
        assertThat(stage.connections).isEmpty();
    }

    @Test
    void while_it_waits_in_line() {
        stage.pool.limits(stage.pool.limits().withSize(1));
        StagedClient other = stage.client();
        begins(other, other.allocate(), 0);
        client.direct(handle, "SELECT EP 0");
        assertThat(stage.pool.waiting()).isEqualTo(1);
        client.leave();

        nothingIsLeftBut(1);
        other.rollback();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
        other.fine();
        nothingIsLeft();
    }

    private void nothingIsLeftBut(int lent) {
        assertThat(stage.pool.waiting()).isZero();
        assertThat(stage.lent()).isEqualTo(lent);
    }

    @Test
    void while_a_login_is_under_way_which_then_is_the_pools() {
        stage.loginsLater = new ArrayDeque<>();
        client.direct(handle, "SELECT EP 0");
        client.leave();
        stage.loginsLater.remove().run();

        nothingIsLeft();
        assertThat(stage.free(stage.ep(0))).isTrue();
    }

    @Test
    void while_a_connection_is_aligned() {
        client.direct(handle, "SET SCHEMA SHOP");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SET SCHEMA \"SHOP\"");
        client.leave();

        nothingIsLeft();
        assertThat(stage.ep(1).channel.open()).isFalse();
    }

    @Test
    void while_its_text_is_compiled() {
        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.execute(handle, 1);
        stage.ep(1).asked("INSERT ?");
        client.leave();

        nothingIsLeft();
        assertThat(stage.ep(1).channel.open()).isFalse();
    }

    @Test
    void while_its_handle_is_allocated() {
        stage.loginsLater = new ArrayDeque<>();
        client.direct(handle, "SELECT EP 0");
        stage.loginsLater.remove().run();
        client.leave();

        nothingIsLeft();
    }

    @Test
    void while_its_statement_runs() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        client.leave();

        nothingIsLeft();
        assertThat(stage.ep(0).channel.open()).isFalse();
    }

    @Test
    void in_the_middle_of_a_reply() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf reply = stage.ep(0).rowsReply(2000, 2000, NONE);
        stage.ep(0).reply(reply.writerIndex(EmbeddedEp.HELD + 10));
        client.leave();

        nothingIsLeft();
        assertThat(stage.ep(0).channel.open()).isFalse();
    }

    @Test
    void in_the_middle_of_a_request() {
        ByteBuf head = Prepare.direct(handle, "INSERT EP 0", true).encode(Unpooled.buffer(), EmbeddedEp.FORMAT);
        client.begin(head, 10_000);
        client.rest(500, false);
        client.leave();

        nothingIsLeft();
        assertThat(stage.ep(0).channel.open()).isFalse();
    }

    @Test
    void in_the_middle_of_a_request_that_nobody_takes_yet() {
        stage.loginsLater = new ArrayDeque<>();
        client.begin(Prepare.direct(handle, "INSERT EP 0", true).encode(Unpooled.buffer(), EmbeddedEp.FORMAT), 10_000);
        client.rest(500, false);
        client.leave();

        stage.loginsLater.remove().run();
        nothingIsLeft();
    }

    @Test
    void with_rows_left() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).rows(1, 9, NONE);
        client.fine();
        client.leave();

        nothingIsLeft();
        stage.time.turn(Stage.HOLD);
        assertThat(stage.ep(0).channel.open()).isFalse();
    }

    @Test
    void while_it_is_cancelled() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        StagedClient other = stage.client();
        other.direct(other.allocate(), "SP_CANCEL_SESSION_OPERATION(" + client.id() + ")");
        client.leave();
        stage.cancels.remove().run();

        other.fine();
        nothingIsLeft();
    }
}
