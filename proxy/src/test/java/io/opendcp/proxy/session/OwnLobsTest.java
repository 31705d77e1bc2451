package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** LOBs that are no table's: for how long a session keeps its connection for them. */
class OwnLobsTest extends StagedLobs {
    @Test
    void a_lob_that_is_no_tables_keeps_its_connection_until_its_statement_is_done() {
        LobLocator lob = given(1, 1001, LobOwner.SESSION);

        assertThat(client.session.holding().bonds()).containsExactly(Bond.LOBS);
        read(client, lob, 1, 1001);
        assertThat(Objects.requireNonNull(client.session.tie()).word()).isEqualTo("LOBS");
        selects(client, handle, 0);
        assertThat(stage.lent()).isZero();
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void a_lob_of_an_earlier_connection_is_not_taken_for_one_of_the_present_one() {
        LobLocator old = given(1, 1001, LobOwner.SESSION);
        LobLocator young = given(1, 1001, LobOwner.SESSION);

        client.send(length(old));
        assertThat(client.error()).isEqualTo(GONE);
        read(client, young, 1, 1001);
        StagedClient other = stage.client();
        other.send(length(young));
        assertThat(other.error()).isEqualTo(GONE);
    }

    @Test
    void freeing_or_closing_its_statement_lets_the_connection_go() {
        given(1, 1001, LobOwner.SESSION);
        client.send(new io.opendcp.protocol.message.CloseCursor(handle));
        client.fine();
        assertThat(stage.lent()).isZero();

        given(1, 1001, LobOwner.SESSION);
        client.send(new io.opendcp.protocol.message.Free(handle));
        client.fine();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void silence_ends_it_as_it_ends_rows_that_are_left() {
        LobLocator lob = given(1, 1001, LobOwner.SESSION);

        stage.time.turn(Stage.HOLD.plusSeconds(1));

        assertThat(stage.lent()).isZero();
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void past_the_limit_the_one_that_has_been_silent_longest_loses_them() {
        stage.limit("DCP_RESULT_HOLD_MOST", 1);
        LobLocator lob = given(1, 1001, LobOwner.SESSION);
        StagedClient other = stage.client();
        given(other, other.allocate(), 1, 1002, LobOwner.SESSION, NONE);

        assertThat(stage.lent()).isEqualTo(1);
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void in_manual_mode_lobs_of_its_own_go_with_the_transaction() {
        stage.manualMode();
        client.autoCommit = false;
        LobLocator lob = given(1, 1001, LobOwner.SESSION);
        commits();

        assertThat(stage.lent()).isZero();
        client.send(length(lob));
        assertThat(client.error()).isEqualTo(GONE);
    }
}
