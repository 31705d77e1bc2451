package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static io.opendcp.protocol.statement.TransactionStatus.ROLLED_BACK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.pool.EmbeddedEp;
import org.junit.jupiter.api.Test;

/** Which EP a transaction is on, and when it is over. Manual 3.5. */
class TransactionTest extends Staged {
    private final int handle = client.allocate();

    @Test
    void keeps_its_ep_until_commit() {
        begins(client, handle, 0);
        client.direct(handle, "SELECT EP 1");
        stage.ep(0).asked("SELECT EP 1").rows(1, 1, OPEN);
        assertThat(StagedClient.status(client.fine())).isEqualTo(OPEN);

        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();

        assertThat(stage.lent()).isZero();
        selects(client, handle, 1);
        assertThat(stage.counters.transactions()).isEqualTo(1);
    }

    @Test
    void rollback_ends_it_too() {
        begins(client, handle, 0);
        client.rollback();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();
        client.fine();

        assertThat(stage.lent()).isZero();
    }

    @Test
    void each_statement_is_one_with_auto_commit() {
        inserts(client, handle, 0);
        assertThat(stage.lent()).isZero();
        inserts(client, handle, 1);

        assertThat(stage.counters.transactions()).isEqualTo(2);
        assertThat(stage.counters.epChanges()).isEqualTo(1);
    }

    @Test
    void a_mere_select_begins_one_without_auto_commit_whatever_the_ep_says() {
        client.autoCommit = false;
        selects(client, handle, 0);

        assertThat(stage.lent()).isEqualTo(1);
        client.direct(handle, "SELECT EP 1");
        stage.ep(0).asked("SELECT EP 1").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void status_committed_ends_it_as_ddl_does() {
        begins(client, handle, 0);
        client.direct(handle, "CREATE TABLE T EP 1");
        stage.ep(0).asked("CREATE TABLE T EP 1").done(StatementType.CREATE_TABLE, COMMITTED);
        client.fine();

        assertThat(stage.lent()).isZero();
    }

    @Test
    void status_rolled_back_ends_it() {
        begins(client, handle, 0);
        client.direct(handle, "INSERT AGAIN EP 0");
        stage.ep(0).asked("INSERT AGAIN EP 0").error(-6403, "deadlock", ROLLED_BACK);

        assertThat(client.error()).isEqualTo(-6403);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void an_error_in_the_middle_leaves_it_open() {
        begins(client, handle, 0);
        client.direct(handle, "INSERT AGAIN EP 1");
        stage.ep(0).asked("INSERT AGAIN EP 1").error(-6612, "twice", OPEN);

        assertThat(client.errorReply().transaction()).isEqualTo(OPEN);
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void auto_commit_switched_on_within_it_commits_with_the_next_statement() {
        begins(client, handle, 0);
        client.autoCommit = true;
        client.direct(handle, "INSERT EP 1");
        stage.ep(0).asked("INSERT EP 1").changed(COMMITTED);
        client.fine();

        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_statement_that_failed_has_committed_nothing_though_the_ep_says_no_status() {
        begins(client, handle, 0);
        client.autoCommit = true;
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").error(-6612, "twice", NONE);

        client.error();
        assertThat(stage.lent()).as("still open there").isEqualTo(1);
    }

    @Test
    void commit_outside_of_one_is_answered_here() {
        client.commit();
        client.fine();
        client.rollback();
        client.fine();

        assertThat(stage.connections).isEmpty();
    }

    @Test
    void compiling_begins_none_unless_the_ep_says_so() {
        client.autoCommit = false;
        client.prepare(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").prepared(StatementType.INSERT, NONE);
        client.fine();
        assertThat(stage.lent()).isZero();

        client.prepare(handle, "INSERT MORE EP 0");
        stage.ep(0).asked("INSERT MORE EP 0").prepared(StatementType.INSERT, OPEN);
        client.fine();

        assertThat(stage.lent()).as("nobody else may get that transaction").isEqualTo(1);
    }

    @Test
    void a_commit_that_the_ep_refuses_leaves_it_open() {
        begins(client, handle, 0);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).error(-6510, "not now", OPEN);

        assertThat(client.error()).isEqualTo(-6510);
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void an_ep_that_is_not_known_any_more_is_any_ep() {
        client.direct(handle, "SELECT EP 9");
        stage.ep(0).asked("SELECT EP 9").rows(1, 1, NONE);

        client.fine();
    }

    @Test
    void a_login_that_fails_is_the_statements_error_and_the_session_goes_on() {
        stage.loginsFailWith = DmException.relayed(-2508, "user is locked");
        client.direct(handle, "SELECT EP 0");
        assertThat(client.error()).isEqualTo(-2508);

        stage.loginsFailWith = null;
        selects(client, handle, 0);
    }

    @Test
    void a_password_that_has_been_changed_ends_the_session_at_its_next_transaction() {
        stage.loginsFailWith = Stage.wrongPassword();
        client.direct(handle, "SELECT EP 0");

        assertThat(client.error()).isEqualTo(-2501);
        assertThat(client.ended).isTrue();
        assertThat(stage.passwordsRefused).containsExactly(client.session.client());
        assertThatThrownBy(() -> EmbeddedEp.VAULT.open(client.sealed)).isInstanceOf(IllegalStateException.class);
    }
}
