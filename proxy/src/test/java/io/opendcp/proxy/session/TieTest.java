package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.message.SetCursorName;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why and since when sessions keep their EP connections: V$DCP_KEPT. */
class TieTest extends Staged {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final int handle = client.allocate();

    private KeptView only() {
        assertThat(stage.sessions.kept()).hasSize(1);
        return stage.sessions.kept().get(0);
    }

    private void changes(String text, StatementType type) {
        client.direct(handle, text);
        stage.ep(1).done(type, NONE);
        client.fine();
    }

    @Test
    void who_is_tied_to_nothing_is_not_there() {
        selects(client, handle, 1);
        inserts(client, handle, 0);

        assertThat(stage.sessions.kept()).isEmpty();
    }

    @Test
    void a_transaction_counts_from_its_first_statement() {
        stage.time.turn(Duration.ofSeconds(3));
        begins(client, handle, 1);
        stage.time.turn(Duration.ofSeconds(4));
        client.direct(handle, "UPDATE EP 1");
        stage.ep(1).changed(OPEN);
        client.fine();

        assertThat(only()).isEqualTo(new KeptView(1, "APP", 1, "TRANSACTION", START.plusSeconds(3), "INSERT EP ?"));
    }

    @Test
    void rows_left_end_with_the_last_one() {
        client.direct(handle, "SELECT EP 1");
        stage.ep(1).rows(2, 5, NONE);
        client.fine();
        assertThat(only().reason()).isEqualTo("ROWS LEFT");

        client.fetch(handle, 2);
        stage.ep(1).fetched(2, 3, 5);
        client.fine();
        assertThat(stage.sessions.kept()).isEmpty();
    }

    @Test
    void what_cannot_be_carried_is_told_by_its_statement() {
        changes("ALTER SESSION CHANGE 'secret' EP 1", StatementType.CALL);
        assertThat(only().reason()).isEqualTo("ALTER SESSION");
        assertThat(only().statement()).isEqualTo("ALTER SESSION CHANGE ? EP ?");

        client.autoCommit = false;
        client.direct(handle, "INSERT EP 1");
        stage.ep(1).changed(OPEN);
        client.fine();
        assertThat(only().reason()).as("it lasts longer than the transaction").isEqualTo("ALTER SESSION");
    }

    @Test
    void programs_and_temporary_tables_have_words_of_their_own() {
        changes("CALL SESSION CHANGE EP 1", StatementType.CALL);
        assertThat(only().reason()).isEqualTo("PROGRAM");
        StagedClient other = stage.client();
        int second = other.allocate();
        other.direct(second, "CREATE GLOBAL TEMPORARY TABLE SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CREATE_TABLE, NONE);
        other.fine();

        assertThat(stage.sessions.kept()).extracting(KeptView::reason).containsExactly("PROGRAM", "TEMPORARY TABLE");
        client.leave();
        assertThat(only().reason()).isEqualTo("TEMPORARY TABLE");
    }

    @Test
    void a_named_cursor_and_values_sent_ahead_are_told() {
        client.send(new SetCursorName(handle, "C1"));
        stage.ep(0).asked(Command.SET_CURSOR_NAME);
        stage.ep(0).empty();
        client.fine();
        assertThat(only().reason()).isEqualTo("NAMED CURSOR");

        StagedClient other = stage.client();
        int second = other.allocate();
        other.prepare(second, "INSERT EP 0");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        other.fine();
        other.send(new PreExecute(second, false, List.of()));
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        other.fine();
        assertThat(stage.sessions.kept()).extracting(KeptView::reason).containsExactly("NAMED CURSOR", "VALUES SENT");
    }
}
