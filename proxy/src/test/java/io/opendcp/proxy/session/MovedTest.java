package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.StatementType;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** An EP that sends a client to another one (-613): followed here, never by the client. */
class MovedTest extends Staged {
    private static final int MOVED = -613;
    private static final int NOT_MOVED = -8919;

    private final int handle = client.allocate();

    @Test
    void is_followed_inside_once() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).asked("INSERT EP 0").error(MOVED, "Switch to site_1", NONE);
        stage.ep(1).asked("INSERT EP 0").changed(COMMITTED);

        assertThat(client.fine().handle()).isEqualTo(handle);
        assertThat(stage.counters.moves()).isEqualTo(1);
        assertThat(stage.lent()).isZero();
        assertThat(stage.free(stage.ep(0))).isTrue();
    }

    @Test
    void is_not_followed_twice() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).error(MOVED, "Switch to site_1", NONE);
        stage.ep(1).error(MOVED, "Switch to site_0", NONE);

        assertThat(client.error()).isEqualTo(NOT_MOVED);
        assertThat(stage.lent()).isZero();
    }

    @Test
    void is_not_followed_in_a_transaction_and_the_client_is_not_told_where() {
        begins(client, handle, 0);
        client.direct(handle, "INSERT MORE EP 0");
        stage.ep(0).error(MOVED, "Switch to site_1", OPEN);

        assertThat(client.errorReply())
                .satisfies(error -> assertThat(error.code()).isEqualTo(NOT_MOVED))
                .satisfies(error -> assertThat(error.message()).doesNotContain("site_1"))
                .satisfies(error -> assertThat(error.transaction()).isEqualTo(OPEN));
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void is_not_followed_if_the_ep_has_begun_a_transaction() {
        client.autoCommit = false;
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).error(MOVED, "Switch to site_1", OPEN);

        assertThat(client.error()).isEqualTo(NOT_MOVED);
        assertThat(stage.lent()).isEqualTo(1);
    }

    @Test
    void is_not_followed_to_an_ep_that_is_not_known() {
        client.direct(handle, "INSERT EP 0");
        stage.ep(0).error(MOVED, "Switch to site_somewhere:5236", NONE);

        assertThat(client.error()).isEqualTo(NOT_MOVED);
    }

    @Test
    void is_followed_when_a_text_is_compiled_on_the_way() {
        client.prepare(handle, "INSERT ?");
        stage.ep(0).prepared(StatementType.INSERT, NONE);
        client.fine();
        client.execute(handle, 1);
        stage.ep(1).asked("INSERT ?").error(MOVED, "Switch to site_0", NONE);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).changed(COMMITTED);

        client.fine();
    }

    @Test
    void the_answer_to_a_commit_does_not_lead_the_client_away() {
        begins(client, handle, 0);
        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).error(MOVED, "Switch to site_10.0.0.1:5236", OPEN);

        assertThat(client.error()).isEqualTo(NOT_MOVED);
    }

    @Test
    void a_switch_trailer_is_taken_off() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf reply = stage.ep(0).rowsReply(1, 1, NONE);
        int end = reply.readableBytes();
        Header.setU16(reply, 16, end);
        pair(reply, "SWITCH", "10.0.0.1:5236");
        stage.ep(0).reply(Header.close(reply));

        Frame told = client.fine();
        assertThat(Header.u16(told.content(), 16)).isZero();
        assertThat(told.content().readableBytes()).isEqualTo(end);
        assertThat(Header.bodyLength(told.content())).isEqualTo(end - Header.LENGTH);
    }

    @Test
    void a_switch_trailer_of_a_long_reply_is_not_announced() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf reply = stage.ep(0).rowsReply(2000, 2000, NONE);
        Header.setU16(reply, 16, reply.readableBytes());
        pair(reply, "SWITCH", "10.0.0.1:5236");
        stage.ep(0).reply(Header.close(reply));

        assertThat(Header.u16(client.reply().content(), 16)).isZero();
    }

    private static void pair(ByteBuf out, String key, String value) {
        out.writeIntLE(key.length()).writeBytes(key.getBytes(StandardCharsets.US_ASCII));
        out.writeIntLE(value.length()).writeBytes(value.getBytes(StandardCharsets.US_ASCII));
    }
}
