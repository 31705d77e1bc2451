package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.statement.StatementType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer may ask, and who is none. On the stage SYSDCPLOGIN is PEER. */
class PeerRequestsTest extends Staged {
    private final StagedClient peer = stage.client("PEER");
    private final int handle = client.allocate();
    private final int asking = peer.allocate();

    private void runs() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
    }

    @Test
    void a_peer_cancels_in_the_name_of_the_sessions_user_or_of_sysdba() {
        for (String user : List.of("APP", "SYSDBA")) {
            runs();
            peer.direct(asking, "SP_DCP_PEER_CANCEL(1, '" + user + "', 0)");
            assertThat(stage.cancelled).as(user).hasSize(1);
            stage.cancelled.clear();
            stage.ep(0).error(-6515, "cancelled", NONE);
            stage.cancels.remove().run();
            peer.fine();
            assertThat(client.error()).isEqualTo(-6515);
        }
    }

    @Test
    void in_no_other_users_name() {
        runs();
        peer.direct(asking, "SP_DCP_PEER_CANCEL(1, 'OTHER', 0)");
        assertThat(peer.error()).isEqualTo(-5505);
        peer.direct(asking, "SP_DCP_PEER_CANCEL(1, 'OTHER', 1)");
        assertThat(peer.error()).isEqualTo(-5505);
        peer.direct(asking, "SP_DCP_PEER_CANCEL(99, 'APP', 0)");
        assertThat(peer.error()).as("it goes no further").isEqualTo(-2206);
        assertThat(stage.cancelled).isEmpty();
        stage.ep(0).rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void who_is_no_peer_is_told_nothing() {
        runs();
        StagedClient stranger = stage.client("STRANGER");
        int strange = stranger.allocate();
        for (String sql : List.of(
                "SP_DCP_PEER_CANCEL(1, 'APP', 0)", "SP_DCP_PEER_CANCEL(1, 'SYSDBA', 1)", "SP_DCP_PEER_STATE('')")) {
            stranger.direct(strange, sql);
            assertThat(stranger.error()).as(sql).isEqualTo(-8913);
        }
        for (String sql : List.of("SP_DCP_PEER_CANCEL(1)", "SP_DCP_PEER_STATE()", "SP_DCP_DRAIN(1)")) {
            peer.direct(asking, sql);
            assertThat(peer.error()).as(sql).isEqualTo(-8913);
        }
        assertThat(stage.cancelled).isEmpty();
        stage.ep(0).rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void a_peer_is_told_how_knowledge_compares() {
        peer.direct(asking, "SP_DCP_PEER_STATE('EP 0:0123456789abcdef')");
        assertThat(peer.fine()).isNotNull();
        assertThat(stage.lent()).isZero();
    }

    @Test
    void a_peer_closes_a_session() {
        changes();
        peer.direct(asking, "SP_DCP_PEER_CANCEL(1, 'APP', 1)");
        peer.fine();
        assertThat(stage.sessions.with(1)).isNull();
    }

    private void changes() {
        client.direct(handle, "CALL SESSION CHANGE EP 0");
        stage.ep(0).done(StatementType.CALL, NONE);
        client.fine();
    }
}
