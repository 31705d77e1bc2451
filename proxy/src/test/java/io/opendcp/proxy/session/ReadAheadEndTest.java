package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.CloseCursor;
import io.opendcp.protocol.message.Free;
import io.opendcp.protocol.statement.StatementType;
import org.junit.jupiter.api.Test;

/** For how long rows that have been read ahead are kept. */
class ReadAheadEndTest extends StagedReading {
    @Test
    void rows_are_let_go_with_their_statement() {
        leavesRows(5);
        read(2, 3, 5);
        assertThat(used()).isPositive();
        client.send(new CloseCursor(handle));
        client.fine();
        assertThat(used()).isZero();

        leavesRows(5);
        read(2, 3, 5);
        client.send(new Free(handle));
        client.fine();
        assertThat(used()).isZero();
    }

    @Test
    void rows_are_let_go_when_their_statement_is_used_again() {
        leavesRows(5);
        read(2, 3, 5);
        selects(client, handle, 0);
        assertThat(used()).isZero();

        leavesRows(5);
        read(2, 3, 5);
        client.prepare(handle, "SELECT EP 0");
        stage.ep(0).prepared(StatementType.SELECT, NONE);
        client.fine();
        assertThat(used()).isZero();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void rows_are_let_go_with_their_client() {
        leavesRows(5);
        read(2, 1, 5);
        stage.ep(1).asked(Command.FETCH);
        client.leave();

        assertThat(used()).isZero();
        assertThat(stage.ep(1).channel.open()).isFalse();
    }

    @Test
    void rows_are_let_go_after_five_minutes_of_silence() {
        leavesRows(5);
        read(2, 3, 5);
        stage.time.turn(Stage.HOLD.minusNanos(1));
        assertThat(used()).isPositive();
        stage.time.turn(Stage.HOLD);

        assertThat(used()).isZero();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void whose_connection_has_state_too_loses_the_rows_alone() {
        stage.limit("DCP_RESULT_READ_AHEAD", 32);
        leavesRows(9000);
        read(2, MANY, 9000);
        client.direct(client.allocate(), "CALL SESSION CHANGE EP 1");
        stage.ep(1).done(StatementType.CALL, NONE);
        client.fine();
        stage.time.turn(Stage.HOLD);

        assertThat(used()).isZero();
        assertThat(stage.lent()).isEqualTo(1);
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(GONE);
    }
}
