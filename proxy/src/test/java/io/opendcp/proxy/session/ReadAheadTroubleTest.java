package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.Fetch;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** EPs that fail, refuse or are silent while rows are read ahead, and who waits for that. */
class ReadAheadTroubleTest extends StagedReading {
    @Test
    void an_error_is_told_at_its_place_and_then_the_ep_is_asked() {
        leavesRows(5);
        read(2, 1, 5);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).error(-7120, "broken", NONE);
        assertThat(stage.ep(1).waiting()).as("the DCP asks no more").isNull();

        fetched(2, 1, 5);
        client.fetch(handle, 3);
        assertThat(client.error()).isEqualTo(-7120);
        client.fetch(handle, 3);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).fetched(3, 2, 5);
        told(2, 5);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void when_the_ep_dies_what_has_been_read_is_served() {
        leavesRows(5);
        read(2, 1, 5);
        stage.ep(1).cut();

        assertThat(stage.lent()).isZero();
        fetched(2, 1, 5);
        client.fetch(handle, 3);
        assertThat(client.error()).isEqualTo(GONE);
        assertThat(stage.suspected).containsExactly(1);
        selects(client, handle, 0);
    }

    @Test
    void when_it_dies_under_who_waits_he_goes_elsewhere() {
        leavesRows(5);
        int other = client.allocate();
        client.direct(other, "SELECT EP 0");
        stage.ep(1).cut();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);

        client.fine();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void an_ep_that_is_not_in_service_any_more_is_left() {
        leavesRows(5);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).error(-510, "standby", NONE);

        assertThat(stage.ep(1).channel.open()).isFalse();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void nobody_is_sent_to_an_ep() {
        leavesRows(5);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).error(-613, "EP_0", NONE);

        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(-8919);
    }

    @Test
    void an_ep_that_does_not_answer_loses_the_rows_then_too() {
        leavesRows(5);
        read(2, 1, 5);
        stage.ep(1).asked(Command.FETCH);
        stage.time.turn(Stage.HOLD);

        assertThat(stage.ep(1).channel.open()).isFalse();
        assertThat(used()).isZero();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(GONE);
    }

    @Test
    void whoever_waits_behind_it_can_be_cancelled() {
        leavesRows(5);
        client.fetch(handle, 2);
        client.session.cancel(() -> {});
        assertThat(stage.cancelled).hasSize(1);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).error(-6515, "cancelled", NONE);
        assertThat(client.answered()).as("before the cancel is over").isFalse();
        stage.cancels.remove().run();

        assertThat(client.error()).isEqualTo(-6515);
        assertThat(stage.ep(1).waiting()).isNull();
        client.fetch(handle, 2);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).fetched(2, 3, 5);
        told(3, 5);
    }

    @Test
    void an_ep_that_takes_too_long_for_who_waits_is_stopped() {
        stage.limit("DCP_STATEMENT_TIMEOUT", 3);
        leavesRows(5);
        stage.time.turn(Duration.ofSeconds(100));
        assertThat(stage.cancelled).as("nobody waits").isEmpty();
        client.fetch(handle, 2);
        stage.time.turn(Duration.ofSeconds(3));
        assertThat(stage.cancelled).hasSize(1);
        stage.cancels.remove().run();
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).error(-6515, "cancelled", NONE);

        assertThat(client.error()).isEqualTo(-7049);
    }

    @Test
    void a_place_that_is_nobodys_is_refused_and_loses_nothing() {
        leavesRows(5);
        read(2, 3, 5);
        for (long first : new long[] {0, 3, -1}) {
            client.fetch(handle, first);
            assertThat(client.error()).isEqualTo(GONE);
        }
        client.send(new Fetch(handle, 2, 1, 2, 32));
        assertThat(client.error()).isEqualTo(GONE);
        fetched(2, 3, 5);
    }

    @Test
    void a_message_that_is_longer_than_all_room_ends_its_rows() {
        stage.limit("DCP_RESULT_MEMORY", 1);
        leavesRows(60_000);
        stage.ep(1).asked(Command.FETCH);
        stage.ep(1).fetched(2, 59_998, 60_000);

        assertThat(stage.lent()).isZero();
        client.fetch(handle, 2);
        assertThat(client.error()).isEqualTo(-8904);
        selects(client, handle, 0);
    }
}
