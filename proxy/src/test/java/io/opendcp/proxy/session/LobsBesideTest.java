package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.type.LobLocator;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** LOBs of one EP, read while a transaction runs on another. */
class LobsBesideTest extends StagedLobs {
    @Test
    void while_a_transaction_is_open_elsewhere_a_lob_is_read_beside_it() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);

        read(client, lob, 0, 1001);

        assertThat(stage.lent()).isEqualTo(1);
        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_connection_that_breaks_beside_a_transaction_leaves_the_transaction() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        client.send(length(lob));
        stage.ep(0).cut();

        assertThat(client.error()).isEqualTo(-6010);
        commits();
    }

    @Test
    void who_leaves_while_reading_beside_a_transaction_leaves_nothing() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        client.send(length(lob));

        client.leave();

        assertThat(stage.lent()).isZero();
    }

    @Test
    void an_ep_that_is_silent_beside_a_transaction_costs_the_answer_and_not_the_transaction() {
        stage.limit("DCP_STATEMENT_TIMEOUT", 5);
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        client.send(length(lob));
        stage.ep(0).asked(Command.LOB_LENGTH);

        stage.time.turn(Duration.ofSeconds(6));
        assertThat(stage.cancelled)
                .containsExactly(stage.ep(0).channel.backend().epSessionId());
        Objects.requireNonNull(stage.cancels.poll()).run();
        stage.time.turn(Duration.ofSeconds(61));

        assertThat(client.error()).isEqualTo(-7049);
        assertThat(stage.ep(0).channel.open()).isFalse();
        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
    }

    @Test
    void who_waits_for_a_connection_beside_a_transaction_can_stop_waiting() {
        LobLocator lob = given(0, 1001, TABLE);
        begins(client, handle, 1);
        stage.loginsLater = new ArrayDeque<>();
        stage.pool.clear(10);
        client.send(length(lob));

        client.session.cancel(() -> {});

        assertThat(client.error()).isEqualTo(-6515);
        Objects.requireNonNull(stage.loginsLater.poll()).run();
        assertThat(client.session.holding().transactionOpen()).isTrue();
        commits();
    }
}
