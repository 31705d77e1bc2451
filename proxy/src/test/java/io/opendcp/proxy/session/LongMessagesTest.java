package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.COMMITTED;
import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/** Requests and replies too long to be held pass through in pieces, no faster than they are taken. */
class LongMessagesTest extends Staged {
    private static final int REST = 10_000;

    private final int handle = client.allocate();

    /** An INSERT with more values than are held: its text is here, not all that is bound. */
    private ByteBuf head(String sql) {
        ByteBuf bytes = Prepare.direct(handle, sql, client.autoCommit).encode(Unpooled.buffer(), EmbeddedEp.FORMAT);
        Header.setI32(bytes, 6, bytes.readableBytes() - Header.LENGTH + REST);
        Header.seal(bytes);
        return bytes;
    }

    private int received(StagedEp ep) {
        int bytes = 0;
        for (ByteBuf piece = ep.channel.sent(); piece != null; piece = ep.channel.sent()) {
            bytes += piece.readableBytes();
            piece.release();
        }
        return bytes;
    }

    @Test
    void a_long_request_reaches_the_ep_whole_and_in_order() {
        selects(client, handle, 0);
        ByteBuf head = head("INSERT EP 0");
        int length = head.readableBytes();
        client.begin(head, REST);
        assertThat(received(stage.ep(0))).isEqualTo(length);
        client.rest(4000, false);
        client.rest(6000, true);
        assertThat(received(stage.ep(0))).isEqualTo(REST);
        assertThat(client.reading).isTrue();
    }

    @Test
    void the_client_is_not_read_while_nobody_can_take_its_pieces() {
        stage.loginsLater = new ArrayDeque<>();
        client.begin(head("INSERT EP 0"), REST);
        assertThat(client.reading).isFalse();
        client.rest(4000, false);

        stage.loginsLater.remove().run();
        stage.ep(0).asked("INSERT EP 0");
        assertThat(client.reading).isTrue();
        client.rest(6000, true);
    }

    @Test
    void a_request_that_cannot_be_run_is_taken_to_its_end_before_the_answer() {
        stage.loginsFailWith = Stage.wrongPassword();
        client.begin(head("INSERT EP 0"), REST);
        assertThat(client.answered()).isFalse();
        assertThat(client.reading).isTrue();
        client.rest(4000, false);
        client.rest(6000, true);

        assertThat(client.error()).isEqualTo(-2501);
    }

    @Test
    void an_answer_before_the_end_of_the_request_is_not_trusted_with_the_next_one() {
        client.begin(head("INSERT EP 0"), REST);
        client.rest(4000, false);
        stage.ep(0).error(-6169, "too long", NONE);

        assertThat(stage.ep(0).channel.open())
                .as("what follows would be taken for the rest")
                .isFalse();
        client.rest(6000, true);
        assertThat(client.error()).isEqualTo(-8912);
        assertThat(client.ended).isFalse();
        selects(client, handle, 1);
    }

    @Test
    void a_connection_lost_in_the_middle_of_a_request_is_told_once_all_has_come() {
        client.begin(head("INSERT EP 0"), REST);
        client.rest(4000, false);
        stage.ep(0).cut();
        assertThat(client.answered()).isFalse();
        client.rest(6000, true);

        assertThat(client.error()).isEqualTo(-8912);
        selects(client, handle, 1);
    }

    @Test
    void a_text_too_long_to_be_looked_at_runs_on_any_ep_and_keeps_its_connection() {
        client.allocate();
        ByteBuf bytes = Header.open(Unpooled.buffer(), Command.PREPARE, handle, 0);
        Header.setU8(bytes, 20, 1);
        Header.setU8(bytes, 21, 1);
        bytes.writeBytes("INSERT ".repeat(100).getBytes(StandardCharsets.US_ASCII));
        Header.close(bytes);
        Header.setI32(bytes, 6, bytes.readableBytes() - Header.LENGTH + REST);
        Header.seal(bytes);
        client.begin(bytes, REST);
        client.rest(REST, true);
        stage.ep(0).asked(Command.PREPARE);
        stage.ep(0).changed(COMMITTED);
        client.fine();

        assertThat(stage.lent()).as("it may have changed its session").isEqualTo(1);
    }

    @Test
    void a_text_too_long_to_be_looked_at_cannot_be_prepared() {
        ByteBuf bytes = Header.open(Unpooled.buffer(), Command.PREPARE, handle, 0);
        bytes.writeBytes("INSERT ".repeat(100).getBytes(StandardCharsets.US_ASCII));
        client.begin(Header.close(bytes), REST);
        client.rest(REST, true);

        assertThat(client.error()).isEqualTo(-8904);
    }

    @Test
    void a_long_reply_reaches_the_client_whole_and_in_order() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf reply = stage.ep(0).rowsReply(100_000, 100_000, NONE);
        int length = reply.readableBytes();
        byte[] sent = new byte[length];
        reply.getBytes(0, sent);
        assertThat(length).isGreaterThan(1 << 20);
        stage.ep(0).reply(reply);

        ByteBuf all = Unpooled.buffer();
        for (ByteBuf piece = client.replies.poll(); piece != null; piece = client.replies.poll()) {
            all.writeBytes(piece);
            piece.release();
        }
        assertThat(all.readableBytes()).isEqualTo(length);
        assertThat(all.slice(Header.LENGTH, length - Header.LENGTH))
                .isEqualTo(Unpooled.wrappedBuffer(sent, Header.LENGTH, length - Header.LENGTH));
        assertThat(stage.lent()).isZero();
    }

    @Test
    void while_the_client_is_slow_the_ep_is_not_read() {
        client.direct(handle, "SELECT EP 0");
        stage.ep(0).asked("SELECT EP 0");
        ByteBuf reply = stage.ep(0).rowsReply(2000, 2000, NONE);
        ByteBuf rest = reply.readRetainedSlice(reply.readableBytes()).skipBytes(EmbeddedEp.HELD + 1);
        stage.ep(0).reply(reply.readerIndex(0).writerIndex(EmbeddedEp.HELD + 1));

        client.session.onWritable(false);
        assertThat(stage.ep(0).channel.reading()).isFalse();
        client.session.onWritable(true);
        assertThat(stage.ep(0).channel.reading()).isTrue();
        client.session.onWritable(false);
        stage.ep(0).channel.send(rest.copy());
        rest.release();

        assertThat(stage.lent()).isZero();
        assertThat(stage.ep(0).channel.reading()).as("for whoever has it next").isTrue();
        assertThat(client.reading).as("who does not take replies is not read").isFalse();
        client.session.onWritable(true);
        assertThat(client.reading).isTrue();
    }

    @Test
    void a_client_that_asks_and_does_not_take_the_answers_is_not_read() {
        selects(client, handle, 0);
        client.session.onWritable(false);
        assertThat(client.reading).isFalse();

        client.session.onWritable(true);
        assertThat(client.reading).isTrue();
    }
}
