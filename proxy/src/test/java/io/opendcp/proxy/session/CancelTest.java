package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.statement.StatementType;
import org.junit.jupiter.api.Test;

/** SP_CANCEL_SESSION_OPERATION and SP_CLOSE_SESSION, by the ids that clients were told. */
class CancelTest extends Staged {
    private final int handle = client.allocate();
    private final StagedClient other = stage.client();
    private final int others = other.allocate();

    private void cancels(StagedClient by, int with, long id) {
        by.direct(with, "SP_CANCEL_SESSION_OPERATION(" + id + ")");
    }

    @Test
    void reaches_the_session_on_the_ep_that_runs_it() {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1");

        cancels(other, others, client.id());
        assertThat(stage.cancelled)
                .containsExactly(stage.ep(1).channel.backend().epSessionId());
        assertThat(other.answered()).as("not before the EP has answered").isFalse();
        stage.ep(1).error(-6515, "cancelled", NONE);
        stage.cancels.remove().run();

        other.fine();
        assertThat(client.error()).isEqualTo(-6515);
        selects(client, handle, 1);
    }

    @Test
    void the_victims_connection_is_nobody_elses_before_the_cancel_has_been_answered() {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1");
        cancels(other, others, client.id());
        stage.ep(1).rows(1, 1, NONE);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);

        stage.cancels.remove().run();
        assertThat(stage.lent()).isZero();
        other.fine();
    }

    @Test
    void works_with_a_pool_of_one() {
        stage.pool.limits(stage.pool.limits().withSize(1));
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SELECT EP 1");

        cancels(other, others, client.id());
        stage.ep(1).error(-6515, "cancelled", NONE);
        stage.cancels.remove().run();

        other.fine();
        assertThat(client.error()).isEqualTo(-6515);
    }

    @Test
    void takes_who_waits_for_a_connection_out_of_the_line() {
        stage.pool.limits(stage.pool.limits().withSize(1));
        StagedClient holder = stage.client();
        begins(holder, holder.allocate(), 0);
        client.direct(handle, "SELECT EP 0");
        assertThat(stage.pool.waiting()).isEqualTo(1);

        cancels(other, others, client.id());

        other.fine();
        assertThat(client.error()).isEqualTo(-6515);
        assertThat(stage.pool.waiting()).isZero();
    }

    @Test
    void stops_what_is_still_on_its_way_to_being_sent() {
        client.direct(handle, "SELECT LATER EP 0");
        cancels(other, others, client.id());
        other.fine();
        stage.guide.later.remove().run();
        assertThat(client.error()).isEqualTo(-6515);
        assertThat(stage.connections).isEmpty();

        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.execute(handle, 1);
        stage.ep(1).asked("INSERT ?");
        cancels(other, others, client.id());
        other.fine();
        stage.ep(1).prepared(StatementType.INSERT, NONE);
        assertThat(client.error()).isEqualTo(-6515);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void of_an_idle_session_does_nothing() {
        cancels(other, others, client.id());

        other.fine();
        selects(client, handle, 0);
    }

    @Test
    void an_id_that_is_not_ours_is_refused() {
        cancels(other, others, 4711);
        assertThat(other.error()).isEqualTo(-2206);
        other.direct(others, "SP_CLOSE_SESSION(4711)");
        assertThat(other.error()).isEqualTo(-2206);
    }

    @Test
    void another_users_session_is_refused_unless_to_the_administrator() {
        StagedClient stranger = stage.client("STRANGER");
        int strangers = stranger.allocate();
        cancels(stranger, strangers, client.id());
        assertThat(stranger.error()).isEqualTo(-5505);
        stranger.direct(strangers, "SP_CLOSE_SESSION(" + client.id() + ")");
        assertThat(stranger.error()).isEqualTo(-5505);

        StagedClient administrator = stage.client("SYSDBA");
        administrator.direct(administrator.allocate(), "SP_CLOSE_SESSION(" + client.id() + ")");
        administrator.fine();
        assertThat(client.ended).isTrue();
    }

    @Test
    void the_id_may_be_bound() {
        int prepared = other.allocate();
        other.prepare(prepared, "SP_CANCEL_SESSION_OPERATION(?)");
        stage.ep(0).prepared(StatementType.CALL, NONE);
        other.fine();

        other.execute(prepared, (int) client.id());
        other.fine();
        other.execute(prepared, 4711);
        assertThat(other.error()).isEqualTo(-2206);
    }

    @Test
    void closing_a_session_ends_its_transaction_at_once_though_its_client_takes_nothing() {
        begins(client, handle, 0);
        client.session.onWritable(false);

        other.direct(others, "SP_CLOSE_SESSION(" + client.id() + ")");

        other.fine();
        assertThat(client.ended).isTrue();
        assertThat(stage.ep(0).channel.open()).isFalse();
        assertThat(stage.session(client.id())).isNull();
    }

    @Test
    void closing_a_session_in_the_middle_of_a_request() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0");

        other.direct(others, "SP_CLOSE_SESSION(" + client.id() + ")");

        other.fine();
        assertThat(client.ended).isTrue();
        assertThat(client.answered()).isFalse();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void closing_oneself() {
        client.direct(handle, "SP_CLOSE_SESSION(" + client.id() + ")");

        client.fine();
        assertThat(client.ended).isTrue();
    }
}
