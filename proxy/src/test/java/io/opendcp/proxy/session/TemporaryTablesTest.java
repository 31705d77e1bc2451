package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import org.junit.jupiter.api.Test;

/** Whoever has rows in temporary tables ON COMMIT PRESERVE ROWS keeps the connection, until they are empty. ADR 0003. */
class TemporaryTablesTest extends Staged {
    private final int handle = client.allocate();

    private void fills(String table) {
        client.direct(handle, "INSERT " + table + " EP 1");
        stage.ep(1).changed(client.autoCommit ? COMMITTED : OPEN);
        client.fine();
    }

    private void truncates(String table, TransactionStatus status) {
        client.direct(handle, "TRUNCATE " + table);
        stage.ep(1).done(StatementType.TRUNCATE, status);
        client.fine();
    }

    private String reason() {
        assertThat(stage.sessions.kept()).hasSize(1);
        return stage.sessions.kept().get(0).reason();
    }

    @Test
    void from_the_first_use_until_it_is_truncated() {
        fills("TMP");
        assertThat(reason()).isEqualTo("TEMPORARY TABLE");
        client.direct(handle, "SELECT EP 0");
        stage.ep(1).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();
        truncates("TMP", COMMITTED);

        assertThat(stage.lent()).isZero();
        assertThat(stage.free(stage.ep(1))).isTrue();
        assertThat(stage.pool.violations()).isZero();
    }

    @Test
    void until_all_are_empty() {
        fills("TMP1");
        fills("TMP2");
        truncates("TMP1", COMMITTED);
        assertThat(stage.lent()).isEqualTo(1);
        truncates("TMP2", COMMITTED);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void one_of_another_schema_is_another_table() {
        fills("TMP");
        client.session.holding().settings(client.session.holding().settings().withSchema("OTHER"));
        truncates("TMP", COMMITTED);

        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void what_fails_or_may_be_undone_empties_nothing() {
        fills("TMP");
        client.direct(handle, "TRUNCATE TMP");
        stage.ep(1).error(-6509, "in use", NONE);
        assertThat(client.error()).isEqualTo(-6509);
        assertThat(stage.lent()).isEqualTo(1);

        client.autoCommit = false;
        truncates("TMP", OPEN);
        client.rollback();
        stage.ep(1).asked(Command.ROLLBACK);
        stage.ep(1).empty();
        client.fine();
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void in_a_transaction_that_comes_first_and_then_the_rows_keep_it() {
        client.autoCommit = false;
        fills("TMP");
        assertThat(reason()).isEqualTo("TEMPORARY TABLE");
        client.commit();
        stage.ep(1).asked(Command.COMMIT);
        stage.ep(1).empty();
        client.fine();

        assertThat(reason()).isEqualTo("TEMPORARY TABLE");
    }

    @Test
    void other_state_stays() {
        fills("TMP");
        client.direct(handle, "ALTER SESSION CHANGE EP 1");
        stage.ep(1).done(StatementType.CALL, NONE);
        client.fine();
        assertThat(reason()).isEqualTo("ALTER SESSION");
        truncates("TMP", COMMITTED);

        assertThat(stage.lent()).isEqualTo(1);
        client.leave();
        assertThat(stage.ep(1).channel.open()).isFalse();
    }

    @Test
    void its_loss_is_told() {
        fills("TMP");
        stage.ep(1).cut();

        client.direct(handle, "SELECT TMP EP 1");
        assertThat(client.error()).isEqualTo(-6010);
    }

    @Test
    void locks_that_were_asked_for_are_told() {
        client.autoCommit = false;
        client.direct(handle, "SELECT EP 1 FOR UPDATE");
        stage.ep(1).rows(1, 1, OPEN);
        client.fine();
        assertThat(reason()).isEqualTo("LOCKS");
        client.commit();
        stage.ep(1).asked(Command.COMMIT);
        stage.ep(1).empty();
        client.fine();
        assertThat(stage.lent()).isZero();

        begins(client, handle, 0);
        assertThat(reason()).isEqualTo("TRANSACTION");
        client.direct(handle, "LOCK TABLE EP 0");
        stage.ep(0).done(StatementType.LOCK_TABLE, OPEN);
        client.fine();
        assertThat(reason()).isEqualTo("LOCKS");
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).changed(OPEN);
        client.fine();
        assertThat(reason()).isEqualTo("LOCKS");
    }
}
