package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.SetIsolation;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import org.junit.jupiter.api.Test;

/** What a session has set holds wherever it runs, and nowhere else. */
class SettingsTest extends Staged {
    private final int handle = client.allocate();

    @Test
    void schema_is_carried_to_the_next_ep_and_undone_for_others() {
        client.direct(handle, "SET SCHEMA SHOP EP 0");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();
        assertThat(stage.lent()).isZero();

        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SET SCHEMA \"SHOP\"").outcome(Outcome.schema("SHOP", NONE));
        stage.ep(1).asked("SELECT EP 1").rows(1, 1, NONE);
        client.fine();

        StagedClient other = stage.client();
        other.direct(other.allocate(), "SELECT EP 0");
        stage.ep(0).asked("SET SCHEMA \"APP\"").outcome(Outcome.schema("APP", NONE));
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        other.fine();
    }

    @Test
    void a_setting_begins_no_transaction() {
        client.autoCommit = false;
        client.direct(handle, "SET SCHEMA SHOP EP 0");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();

        assertThat(stage.lent()).isZero();
        assertThat(stage.counters.transactions()).isZero();
    }

    @Test
    void isolation_outside_a_transaction_is_kept_here_and_set_where_the_next_one_runs() {
        client.send(new SetIsolation(3));
        client.fine();
        assertThat(stage.connections).isEmpty();

        client.direct(handle, "SELECT EP 0");
        assertThat(SetIsolation.decode(stage.ep(0).asked(Command.SET_ISOLATION)).level())
                .isEqualTo(3);
        stage.ep(0).empty();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void isolation_is_set_on_a_connection_that_is_held() {
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();

        client.send(new SetIsolation(3));
        stage.ep(0).asked(Command.SET_ISOLATION);
        stage.ep(0).empty();
        client.fine();
    }

    @Test
    void an_isolation_that_the_ep_refuses_does_not_hold() {
        begins(client, handle, 0);
        client.send(new SetIsolation(3));
        stage.ep(0).asked(Command.SET_ISOLATION);
        stage.ep(0).error(-6510, "transaction is running", OPEN);
        assertThat(client.error()).isEqualTo(-6510);

        assertThat(client.session.holding().settings().isolation()).isEqualTo(1);
    }

    @Test
    void an_isolation_that_does_not_exist_is_refused() {
        client.send(new SetIsolation(7));
        assertThat(client.error()).isEqualTo(-2206);
    }

    @Test
    void read_only_is_carried() {
        client.direct(handle, "SP_SET_SESSION_READONLY(1)");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        assertThat(stage.lent()).isZero();

        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SP_SET_SESSION_READONLY(1)").done(StatementType.CALL, NONE);
        stage.ep(1).asked("SELECT EP 1").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void time_zone_is_carried() {
        client.direct(handle, "SET SCHEMA no, but the reply says TIME ZONE");
        Frame asked = stage.ep(0).asked(Command.PREPARE);
        ByteBuf reply = Header.open(Unpooled.buffer(), Command.PREPARE, asked.handle(), 0);
        Header.setU16(reply, 20, StatementType.SET_TIME_ZONE.code());
        stage.ep(0).reply(Header.close(reply.writeShortLE(-330)));
        client.fine();

        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SET TIME ZONE '-05:30'").done(StatementType.SIMPLE, NONE);
        stage.ep(1).rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void what_cannot_be_carried_keeps_its_connection_to_the_end() {
        client.direct(handle, "CALL SESSION CHANGE EP 1");
        stage.ep(1).done(StatementType.CALL, NONE);
        client.fine();
        client.direct(handle, "SELECT EP 0");
        stage.ep(1).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);

        client.leave();
        assertThat(stage.ep(1).channel.open()).isFalse();
    }

    @Test
    void what_failed_half_way_may_have_changed_its_session_all_the_same() {
        client.direct(handle, "BEGIN SESSION CHANGE EP 1; RAISE; END");
        stage.ep(1).error(-20_001, "raised", NONE);
        client.error();

        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void a_setting_that_the_reply_does_not_tell_keeps_its_connection() {
        client.direct(handle, "SET SCHEMA SHOP EP 0");
        stage.ep(0).done(StatementType.SIMPLE, NONE);
        client.fine();

        assertThat(stage.lent()).as("whose schema is it now").isEqualTo(1);
    }

    @Test
    void a_date_format_that_only_the_reply_tells_keeps_its_connection() {
        client.direct(handle, "CALL P EP 0");
        Frame asked = stage.ep(0).asked(Command.PREPARE);
        ByteBuf reply = Header.open(Unpooled.buffer(), Command.PREPARE, asked.handle(), 0);
        Header.setU16(reply, 20, 251);
        stage.ep(0).reply(Header.close(reply.writeByte(0)));
        client.fine();

        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void a_setting_that_an_ep_does_not_accept_is_the_statements_error_and_the_connection_is_nobodys() {
        client.direct(handle, "SET SCHEMA SHOP EP 0");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).asked("SET SCHEMA \"SHOP\"").error(-2103, "no such schema", NONE);

        assertThat(client.error()).isEqualTo(-2103);
        assertThat(stage.ep(1).channel.open()).isFalse();
    }
}
