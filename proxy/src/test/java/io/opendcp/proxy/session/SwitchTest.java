package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static io.opendcp.protocol.statement.TransactionStatus.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions while their EPs cannot be used: what waits, how long, and what is told. */
class SwitchTest extends Staged {
    private final int handle = client.allocate();

    private void refuses(ErrorCode code, Object... arguments) {
        stage.loginsFailWith = DmException.of(code, arguments);
    }

    private void letsIn() {
        stage.loginsFailWith = null;
    }

    @Test
    void a_new_transaction_waits_until_its_ep_can_be_used() {
        for (ErrorCode code : new ErrorCode[] {
            ErrorCode.MPP_LOGIN_LIMITED, ErrorCode.REMOTE_LOGIN_FAILED, ErrorCode.MOUNTED, ErrorCode.STANDBY
        }) {
            refuses(code);
            client.direct(handle, "INSERT EP 0");
            for (int i = 0; i < 5; i++) {
                stage.refreshed();
                stage.time.turn(Duration.ofSeconds(2));
            }
            assertThat(client.answered()).isFalse();

            letsIn();
            stage.refreshed();
            stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
            client.fine();
            stage.ep(0).cut();
        }
        stage.troubles.over(0);
        refuses(ErrorCode.CANNOT_CONNECT, "EP01");
        client.direct(handle, "INSERT EP 0");
        refuses(ErrorCode.WRONG_INSTANCE, "EP01", "EP22");
        stage.refreshed();
        letsIn();
        stage.refreshed();
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
    }

    @Test
    void it_is_told_which_ep_and_since_when_if_that_takes_too_long() {
        refuses(ErrorCode.MPP_LOGIN_LIMITED);
        stage.time.turn(Duration.ofSeconds(1));
        client.direct(handle, "INSERT EP 1");
        stage.time.turn(Duration.ofSeconds(30));
        stage.refreshed();
        stage.time.turn(Duration.ofSeconds(30).minusNanos(1));
        assertThat(client.answered()).isFalse();
        stage.time.turn(Duration.ofNanos(1));

        ErrorReply error = client.errorReply();
        assertThat(error.code()).isEqualTo(-8930);
        assertThat(error.message()).contains("EP 1 (EP02)", "2026-01-01 08:00:01", "[-607]");
        assertThat(error.transaction()).isEqualTo(NONE);
        letsIn();
        stage.refreshed();
        assertThat(stage.connections).isEmpty();
        inserts(client, handle, 1);
    }

    @Test
    void while_an_ep_is_known_not_to_be_usable_it_is_tried_once_a_refresh_and_all_go_on_when_that_works() {
        refuses(ErrorCode.CANNOT_CONNECT, "EP01");
        StagedClient second = stage.client();
        StagedClient third = stage.client();
        client.direct(handle, "SELECT EP 0");
        int of2 = second.allocate();
        int of3 = third.allocate();
        letsIn();
        second.direct(of2, "SELECT EP 0");
        third.direct(of3, "SELECT EP 0");
        assertThat(stage.connections).isEmpty();
        assertThat(stage.room.sessions()).isEqualTo(3);

        refuses(ErrorCode.CANNOT_CONNECT, "EP01");
        stage.refreshed();
        assertThat(stage.room.sessions()).isEqualTo(3);
        letsIn();
        stage.refreshed();

        assertThat(stage.room.sessions()).isZero();
        assertThat(stage.connections).hasSize(3);
        stage.connections.forEach(ep -> ep.asked("SELECT EP 0").rows(1, 1, NONE));
        client.fine();
        second.fine();
        third.fine();
    }

    @Test
    void who_is_the_first_tries_though_the_ep_is_known_not_to_be_usable() {
        refuses(ErrorCode.CANNOT_CONNECT, "EP01");
        client.direct(handle, "SELECT EP 0");
        client.session.cancel(() -> {});
        assertThat(client.error()).isEqualTo(-6515);
        letsIn();

        selects(client, handle, 0);
    }

    @Test
    void in_doubt_a_free_connection_is_not_used_before_it_is_known_whether_it_has_been_cut_too() {
        selects(client, handle, 0);
        stage.doubt = true;
        client.direct(handle, "INSERT EP 0");
        assertThat(stage.ep(0).waiting()).isNull();
        stage.ep(0).cut();
        stage.doubt = false;
        stage.room.sure();

        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
        assertThat(stage.connections).hasSize(2);
    }

    @Test
    void a_refresh_during_which_another_connection_broke_is_not_the_end_of_the_doubt() {
        selects(client, handle, 0);
        stage.doubt = true;
        client.direct(handle, "INSERT EP 0");
        stage.refreshed();
        stage.room.sure();
        assertThat(stage.ep(0).waiting()).isNull();

        stage.doubt = false;
        stage.refreshed();
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
    }

    @Test
    void a_doubt_holds_nobody_up_for_long_and_never_a_transaction_that_is_open() {
        StagedClient other = stage.client();
        int of = other.allocate();
        begins(other, of, 1);
        stage.doubt = true;
        other.direct(of, "INSERT EP 1");
        stage.ep(1).asked("INSERT EP 1").changed(OPEN);
        other.fine();

        client.direct(handle, "INSERT EP 0");
        stage.time.turn(WaitingRoom.LONGEST_DOUBT.minusNanos(1));
        assertThat(stage.connections).hasSize(1);
        stage.time.turn(Duration.ofNanos(1));
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
    }

    @Test
    void where_no_more_may_wait_a_doubt_holds_nobody_up() {
        stage.doubt = true;
        client.direct(handle, "SELECT EP 0" + " ".repeat(1000));
        stage.ep(0).asked("SELECT EP 0" + " ".repeat(1000)).rows(1, 1, NONE);
        client.fine();
        StagedClient leaving = stage.client();
        leaving.direct(leaving.allocate(), "SELECT EP 0");
        assertThat(stage.room.sessions()).isEqualTo(1);
        leaving.leave();
        assertThat(stage.room.sessions()).isZero();
    }

    @Test
    void other_eps_are_used_meanwhile_and_any_is_one_of_them() {
        refuses(ErrorCode.CANNOT_CONNECT, "EP01");
        client.direct(handle, "SELECT EP 0");
        letsIn();
        StagedClient other = stage.client();
        selects(other, other.allocate(), 1);
        assertThat(client.answered()).isFalse();

        stage.refreshed();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void a_connection_that_is_there_is_used_though_new_ones_cannot_be_had() {
        selects(client, handle, 0);
        refuses(ErrorCode.MPP_LOGIN_LIMITED);
        StagedClient other = stage.client();
        int of = other.allocate();
        client.direct(handle, "SELECT EP 0");
        other.direct(of, "SELECT EP 0");
        assertThat(stage.room.sessions()).isEqualTo(1);
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();

        selects(client, handle, 0);
        other.leave();
    }

    @Test
    void more_than_so_many_do_not_wait() {
        refuses(ErrorCode.MPP_LOGIN_LIMITED);
        for (int i = 0; i < Stage.LIMITS.sessions(); i++) {
            StagedClient each = stage.client();
            each.direct(each.allocate(), "SELECT EP 0");
        }
        client.direct(handle, "SELECT EP 0");

        ErrorReply error = client.errorReply();
        assertThat(error.code()).isEqualTo(-8931);
        assertThat(error.message()).contains("at most 3 sessions", "EP 0 (EP01)", "[-607]");
    }

    @Test
    void requests_of_more_than_so_many_bytes_do_not_wait() {
        refuses(ErrorCode.MPP_LOGIN_LIMITED);
        client.direct(handle, "SELECT EP 0" + " ".repeat(1000));
        assertThat(client.error()).isEqualTo(-8931);

        StagedClient other = stage.client();
        int of = other.allocate();
        client.direct(handle, "SELECT EP 0" + " ".repeat(600));
        other.direct(of, "SELECT EP 0" + " ".repeat(300));
        assertThat(other.error()).isEqualTo(-8931);
        assertThat(client.answered()).isFalse();
    }

    @Test
    void a_client_that_leaves_or_a_cancel_ends_the_waiting_at_once() {
        refuses(ErrorCode.MPP_LOGIN_LIMITED);
        StagedClient leaving = stage.client();
        leaving.direct(leaving.allocate(), "SELECT EP 0");
        client.direct(handle, "SELECT EP 0");

        leaving.leave();
        assertThat(stage.room.sessions()).isEqualTo(1);
        boolean[] done = {false};
        client.session.cancel(() -> done[0] = true);

        assertThat(done[0]).isTrue();
        assertThat(client.error()).isEqualTo(-6515);
        assertThat(stage.room.sessions()).isZero();
        letsIn();
        stage.refreshed();
        assertThat(stage.connections).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-607, -6024, -510, -710})
    void a_plain_statement_that_is_refused_is_run_when_the_ep_is_back(int code) {
        client.direct(handle, "INSERT EP 0");
        StagedEp before = stage.ep(0);
        before.asked("INSERT EP 0").error(code, "not in service", NONE);
        assertThat(client.answered()).isFalse();
        assertThat(before.channel.open()).isFalse();
        assertThat(stage.suspected).containsExactly(0);

        stage.refreshed();
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
        assertThat(stage.connections).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {-607, -6024, -510, -710})
    void what_an_instance_says_that_is_the_ep_no_more_concerns_its_own_sessions_only(int code) {
        client.direct(handle, "INSERT EP 0");
        stage.instances.set(0, "EP11");
        stage.ep(0).asked("INSERT EP 0").error(code, "not in service", NONE);
        assertThat(client.answered()).as("it waits").isFalse();
        assertThat(stage.suspected).containsExactly(0);

        assertThat(stage.troubles.all()).isEmpty();
        StagedClient other = stage.client();
        other.direct(other.allocate(), "SELECT EP 0");
        stage.connections.get(1).asked("SELECT EP 0").rows(1, 1, NONE);
        other.fine();
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED); // now that somebody has got through
        client.fine();
    }

    @Test
    void nor_does_it_when_it_refuses_a_setting() {
        client.direct(handle, "SET SCHEMA SHOP");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();
        stage.ep(0).cut();
        client.direct(handle, "INSERT EP 0");
        stage.instances.set(0, "EP11");
        stage.suspected.clear();
        stage.ep(0).asked("SET SCHEMA \"SHOP\"").error(-510, "mounted", NONE);

        assertThat(client.answered()).isFalse();
        assertThat(stage.suspected).containsExactly(0);
        assertThat(stage.troubles.all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-607, -6024, -510, -710})
    void in_a_transaction_the_refusal_is_its_end(int code) {
        begins(client, handle, 0);
        client.direct(handle, "INSERT MORE EP 0");
        stage.ep(0).asked("INSERT MORE EP 0").error(code, "not in service", OPEN);

        assertThat(client.errorReply())
                .satisfies(error -> assertThat(error.code()).isEqualTo(-6010))
                .satisfies(error -> assertThat(error.transaction()).isEqualTo(ROLLED_BACK));
        assertThat(stage.ep(0).channel.open()).as("the EP rolls back").isFalse();
        client.rollback();
        client.fine();
        inserts(client, handle, 0);
    }

    @Test
    void a_commit_that_is_refused_so_is_unknown() {
        begins(client, handle, 0);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).error(-607, "not in service", NONE);

        assertThat(client.error()).isEqualTo(-8912);
    }

    @Test
    void what_may_have_committed_in_its_middle_is_not_run_again() {
        client.direct(handle, "CALL P EP 0");
        stage.ep(0).asked("CALL P EP 0").error(-6024, "not in service", NONE);

        ErrorReply error = client.errorReply();
        assertThat(error.code()).isEqualTo(-6024);
        assertThat(error.message()).isEqualTo("not in service");
        assertThat(stage.connections).hasSize(1);
    }

    @Test
    void a_refusal_of_what_is_compiled_on_the_way_is_no_answer() {
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        client.fine();
        stage.ep(0).cut();
        client.execute(handle);
        stage.ep(0).asked("INSERT EP 0").error(-510, "mounted", NONE);
        assertThat(client.answered()).isFalse();

        stage.refreshed();
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).changed(COMMITTED);
        client.fine();
    }

    @Test
    void a_refusal_of_a_setting_is_no_answer_either() {
        client.direct(handle, "SET SCHEMA SHOP");
        stage.ep(0).outcome(Outcome.schema("SHOP", NONE));
        client.fine();
        stage.ep(0).cut();
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("SET SCHEMA \"SHOP\"").error(-510, "mounted", NONE);
        assertThat(client.answered()).isFalse();

        stage.refreshed();
        stage.ep(0).asked("SET SCHEMA \"SHOP\"").outcome(Outcome.schema("SHOP", NONE));
        stage.ep(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
    }

    @Test
    void the_whole_wait_has_one_limit_however_often_it_is_tried() {
        client.direct(handle, "INSERT EP 0");
        for (int i = 0; i < 5; i++) {
            stage.ep(0).asked("INSERT EP 0").error(-510, "mounted", NONE);
            stage.time.turn(Duration.ofSeconds(10));
            stage.refreshed();
        }
        stage.ep(0).asked("INSERT EP 0").error(-510, "mounted", NONE);
        stage.time.turn(Duration.ofSeconds(10).minusNanos(1));
        assertThat(client.answered()).isFalse();
        stage.time.turn(Duration.ofNanos(1));

        assertThat(client.error()).isEqualTo(-8930);
    }

    @Test
    void a_transaction_cut_while_others_wait_is_told_once_and_its_successor_waits() {
        begins(client, handle, 0);
        refuses(ErrorCode.MPP_LOGIN_LIMITED);
        stage.ep(0).cut();
        client.direct(handle, "INSERT EP 0");
        assertThat(client.error()).isEqualTo(-6010);
        client.rollback();
        client.fine();
        client.direct(handle, "INSERT EP 0");
        assertThat(client.answered()).isFalse();

        letsIn();
        stage.refreshed();
        stage.ep(0).asked("INSERT EP 0").changed(OPEN);
        client.fine();
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();
    }
}
