package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.frame.Command;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong in one session is no other session's trouble, though one's doing leads to the other's. */
class DefectTest {
    private final Stage stage = new Stage(1);
    private final StagedClient holder = stage.client();
    private final StagedClient unlucky = stage.client();
    private final StagedClient last = stage.client();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_session_that_fails_when_its_turn_comes_ends_alone() {
        int handle = holder.allocate();
        holder.autoCommit = false;
        holder.direct(handle, "INSERT EP 0");
        stage.ep(0).changed(OPEN);
        holder.fine();
        unlucky.direct(unlucky.allocate(), "SELECT EP 1");
        last.direct(last.allocate(), "SELECT EP 0");
        assertThat(stage.pool.waiting()).isEqualTo(2);
        stage.loginDefect = new IllegalStateException("ours");

        holder.rollback();
        stage.ep(0).asked(Command.ROLLBACK);
        stage.ep(0).empty();

        holder.fine();
        assertThat(holder.ended).isFalse();
        assertThat(unlucky.error()).isEqualTo(-8900);
        assertThat(stage.defects).hasSize(1);
        stage.defects.clear();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        last.fine();
    }
}
