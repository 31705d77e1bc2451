package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.statement.StatementType;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;

/** How many sessions keep a connection for rows, and with DCP_MANUAL_MODE = 1 for how long. Manual 1. */
class HeldRowsTest extends Staged {
    private static final int TOO_MANY = -8973;
    private static final int ENDED = -8974;

    private final int handle = client.allocate();

    private void leavesRows(StagedClient by, int on) {
        by.direct(on, "SELECT EP 0");
        stage.ep(0).rows(2, 5, by.autoCommit ? NONE : OPEN);
        by.fine();
    }

    private void commits() {
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();
    }

    @Test
    void past_the_limit_the_one_that_has_been_silent_longest_loses_its_rows() {
        stage.limit("DCP_RESULT_HOLD_MOST", 1);
        leavesRows(client, handle);
        StagedEp first = stage.ep(0);
        StagedClient other = stage.client();
        int others = other.allocate();
        leavesRows(other, others);

        assertThat(first.channel.open()).isFalse();
        assertThat(stage.lent()).isEqualTo(1);
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(TOO_MANY);
        selects(client, handle, 0);
        other.fetch(others, 2);
        stage.ep(0).waiting();
    }

    @Test
    void who_asks_for_rows_is_not_silent() {
        stage.limit("DCP_RESULT_HOLD_MOST", 2);
        leavesRows(client, handle);
        StagedEp first = stage.ep(0);
        StagedClient second = stage.client();
        int seconds = second.allocate();
        leavesRows(second, seconds);
        client.fetch(handle, 2);
        first.fetched(2, 1, 5);
        client.fine();
        StagedClient third = stage.client();
        leavesRows(third, third.allocate());

        assertThat(first.channel.open()).isTrue();
        second.fetch(seconds, 2);
        assertThat(second.error()).isEqualTo(TOO_MANY);
    }

    @Test
    void who_has_read_them_or_left_or_is_in_a_transaction_does_not_count() {
        stage.limit("DCP_RESULT_HOLD_MOST", 1);
        StagedClient leaving = stage.client();
        leavesRows(leaving, leaving.allocate());
        leaving.leave();
        StagedClient reading = stage.client();
        int readers = reading.allocate();
        leavesRows(reading, readers);
        reading.fetch(readers, 2);
        stage.ep(0).fetched(2, 3, 5);
        reading.fine();
        StagedClient transacting = stage.client();
        transacting.autoCommit = false;
        leavesRows(transacting, transacting.allocate());
        leavesRows(client, handle);

        assertThat(stage.lent()).isEqualTo(2);
        client.fetch(handle, 2);
        stage.ep(0).fetched(2, 3, 5);
        client.fine();
    }

    @Test
    void what_keeps_a_session_has_a_name() {
        Holding holding = client.session.holding();
        assertThat(holding.bonds()).isEmpty();
        client.autoCommit = false;
        leavesRows(client, handle);
        assertThat(holding.bonds()).isEqualTo(EnumSet.of(Bond.TRANSACTION, Bond.ROWS));
        commits();
        assertThat(holding.bonds()).isEqualTo(EnumSet.of(Bond.ROWS));
        client.direct(client.allocate(), "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        assertThat(holding.bonds()).contains(Bond.STATE);
    }

    @Test
    void in_manual_mode_rows_go_with_their_transaction() {
        stage.manualMode();
        client.autoCommit = false;
        leavesRows(client, handle);
        client.fetch(handle, 2);
        stage.ep(0).fetched(2, 1, 5);
        client.fine();
        commits();

        assertThat(stage.lent()).isZero();
        client.fetch(handle, 3);
        assertThat(client.error()).isEqualTo(ENDED);
        leavesRows(client, handle);
        client.fetch(handle, 2);
        stage.ep(0).fetched(2, 3, 5);
        client.fine();
    }

    @Test
    void in_manual_mode_a_statement_that_commits_ends_other_statements_rows_and_not_its_own() {
        stage.manualMode();
        client.autoCommit = false;
        leavesRows(client, handle);
        client.autoCommit = true;
        int committing = client.allocate();
        client.direct(committing, "SELECT EP 0");
        stage.ep(0).rows(2, 5, COMMITTED);
        client.fine();

        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(ENDED);
        client.fetch(committing, 2);
        stage.ep(0).fetched(2, 3, 5);
        client.fine();
    }

    @Test
    void in_manual_mode_with_auto_commit_the_rows_of_a_select_can_be_read() {
        stage.manualMode();
        leavesRows(client, handle);
        client.commit();
        client.fine();
        inserts(client, client.allocate(), 0);

        client.fetch(handle, 2);
        stage.ep(0).fetched(2, 3, 5);
        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void in_manual_mode_a_connection_with_state_outlives_the_rows() {
        stage.manualMode();
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
        client.autoCommit = false;
        leavesRows(client, handle);
        commits();

        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(ENDED);
        assertThat(stage.ep(0).channel.open()).isTrue();
        selects(client, handle, 0);
    }
}
