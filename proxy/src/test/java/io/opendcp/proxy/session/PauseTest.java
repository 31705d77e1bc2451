package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** New transactions wait for a while. */
class PauseTest extends Staged {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final int handle = client.allocate();
    private final List<@Nullable DmException> told = new ArrayList<>();

    private void pause() {
        stage.pause.begin("SYSDBA", MINUTE, told::add);
    }

    private PauseView view() {
        return stage.pause.view().get(0);
    }

    private static int code(Runnable call) {
        DmException[] error = new DmException[1];
        assertThatExceptionOfType(DmException.class).isThrownBy(call::run).satisfies(each -> error[0] = each);
        return error[0].code();
    }

    private void commits(StagedClient by, int epno) {
        by.commit();
        stage.ep(epno).asked(Command.COMMIT);
        stage.ep(epno).empty();
        by.fine();
    }

    @Test
    void new_transactions_wait_until_it_is_over() {
        pause();
        assertThat(told).containsExactly((DmException) null);
        client.direct(handle, "INSERT EP 0");
        StagedClient second = stage.client();
        second.prepare(second.allocate(), "SELECT EP 1");

        assertThat(stage.connections).as("the EPs have heard nothing").isEmpty();
        assertThat(view().stage()).isEqualTo(PauseView.Stage.PAUSED);
        assertThat(view().waiting()).isEqualTo(2);
        stage.pause.resume("SYSDBA");

        stage.connections.get(0).asked("INSERT EP 0").changed(COMMITTED);
        client.fine();
        stage.connections.get(1).asked("SELECT EP 1").prepared(StatementType.SELECT, NONE);
        second.fine();
        assertThat(view().stage()).isEqualTo(PauseView.Stage.RESUMED);
        assertThat(view().waiting()).isZero();
        inserts(client, handle, 0);
    }

    @Test
    void what_is_open_goes_on_to_its_end_and_only_then_it_is_told() {
        begins(client, handle, 0);
        StagedClient second = stage.client();
        int running = second.allocate();
        second.direct(running, "INSERT EP 1");
        pause();
        stage.time.turn(Duration.ofSeconds(1));
        assertThat(told).isEmpty();
        assertThat(view().stage()).isEqualTo(PauseView.Stage.PAUSING);
        assertThat(view().atWork()).isEqualTo(2);

        stage.ep(1).asked("INSERT EP 1").changed(COMMITTED);
        second.fine();
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, OPEN);
        client.fine();
        stage.time.turn(Pause.LOOK);
        assertThat(told).isEmpty();
        commits(client, 0);
        stage.time.turn(Pause.LOOK);

        assertThat(told).containsExactly((DmException) null);
        client.autoCommit = true;
        client.direct(handle, "SELECT EP 0");
        assertThat(client.answered()).isFalse();
        stage.pause.close();
        stage.ep(0).asked("SELECT EP 0").rows(1, 1, NONE);
        client.fine();
    }

    @Test
    void the_deadline_ends_it_whoever_has_gone() {
        begins(client, handle, 0);
        StagedClient second = stage.client();
        int other = second.allocate();
        pause();
        second.direct(other, "INSERT EP 1");
        stage.time.turn(MINUTE.minusNanos(1));
        assertThat(second.answered()).isFalse();
        stage.time.turn(Duration.ofNanos(1));

        assertThat(told).hasSize(1);
        assertThat(told.get(0).code()).isEqualTo(-8962);
        assertThat(told.get(0).message(Language.CHINESE)).contains("1个会话");
        stage.ep(1).asked("INSERT EP 1").changed(COMMITTED);
        second.fine();
        commits(client, 0);
        assertThat(code(() -> stage.pause.resume("SYSDBA"))).isEqualTo(-8961);
    }

    @Test
    void it_has_one_owner() {
        assertThat(code(() -> stage.pause.resume("SYSDBA"))).isEqualTo(ErrorCode.NOT_PAUSED.code());
        pause();
        stage.time.turn(Duration.ofSeconds(20));

        assertThatExceptionOfType(DmException.class)
                .isThrownBy(() -> stage.pause.resume("OTHER"))
                .satisfies(error -> assertThat(error.message(Language.ENGLISH))
                        .isEqualTo("Paused by SYSDBA for another 40 s; its SP_DCP_RESUME ends that"));
        assertThat(code(() -> stage.pause.begin("OTHER", MINUTE, told::add))).isEqualTo(-8960);
        assertThat(view().stage()).isEqualTo(PauseView.Stage.PAUSED);
        stage.pause.resume("SYSDBA");
        stage.pause.begin("OTHER", MINUTE, told::add);
        assertThat(view().owner()).isEqualTo("OTHER");
        stage.pause.close();
    }

    @Test
    void who_is_cancelled_or_leaves_waits_no_more() {
        pause();
        client.direct(handle, "INSERT EP 0");
        StagedClient second = stage.client();
        second.direct(second.allocate(), "INSERT EP 0");
        client.session.cancel(() -> {});
        assertThat(client.error()).isEqualTo(-6515);
        second.leave();

        assertThat(view().waiting()).isZero();
        assertThat(stage.room.sessions()).isZero();
        stage.pause.resume("SYSDBA");
        assertThat(stage.connections).isEmpty();
        inserts(client, handle, 0);
    }

    @Test
    void no_more_wait_than_may() {
        pause();
        for (int i = 0; i < Stage.LIMITS.sessions(); i++) {
            StagedClient waits = stage.client();
            waits.direct(waits.allocate(), "INSERT EP 0");
        }
        client.direct(handle, "INSERT EP 0");

        assertThat(client.error()).isEqualTo(-8931);
        assertThat(view().waiting()).isEqualTo(Stage.LIMITS.sessions());
    }

    @Test
    void a_refresh_does_not_end_it() {
        pause();
        client.direct(handle, "INSERT EP 0");
        stage.refreshed();
        assertThat(client.answered()).isFalse();
        assertThat(stage.connections).isEmpty();
    }
}
