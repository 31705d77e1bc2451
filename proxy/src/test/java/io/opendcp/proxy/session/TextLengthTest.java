package io.opendcp.proxy.session;

import static io.opendcp.protocol.statement.TransactionStatus.NONE;
import static io.opendcp.protocol.statement.TransactionStatus.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** DCP_MAX_STATEMENT: what is longer is refused, and nothing is lost. */
class TextLengthTest extends Staged {
    private static final int TOO_LONG = -8904;
    private static final int REST = 10_000;
    private final int handle = client.allocate();

    @BeforeEach
    void limit() {
        stage.limit("DCP_MAX_STATEMENT", 2);
    }

    private static String text(int bytes) {
        String begin = "SELECT EP 0 --";
        return begin + "x".repeat(bytes - begin.length());
    }

    @Test
    void a_text_as_long_as_is_allowed_runs_and_a_longer_one_is_refused() {
        client.direct(handle, text(2048));
        stage.ep(0).asked(text(2048)).rows(1, 1, NONE);
        client.fine();

        client.direct(handle, text(2049));
        ErrorReply told = client.errorReply();
        assertThat(told.code()).isEqualTo(TOO_LONG);
        assertThat(told.message()).isEqualTo("Limit exceeded: DCP_MAX_STATEMENT, at most 2 KB");
        client.prepare(handle, text(2049));
        assertThat(client.error()).isEqualTo(TOO_LONG);
        assertThat(stage.lent()).isZero();
        selects(client, handle, 0);
    }

    @Test
    void bytes_count_and_not_characters() {
        String wide = "SELECT EP 0 --" + "\u957f".repeat(1000);
        assertThat(wide.getBytes(StandardCharsets.UTF_8).length).isGreaterThan(2048);
        client.direct(handle, wide);

        assertThat(client.error()).isEqualTo(TOO_LONG);
    }

    @Test
    void a_transaction_stays_open() {
        begins(client, handle, 0);
        client.direct(handle, text(4000));
        Frame told = client.reply();
        assertThat(Header.code(told.content())).isEqualTo(TOO_LONG);
        assertThat(StagedClient.status(told)).isEqualTo(OPEN);

        client.commit();
        stage.ep(0).asked(Command.COMMIT);
        stage.ep(0).empty();
        client.fine();
    }

    @Test
    void a_change_holds_for_the_next_text_and_what_is_compiled_runs_on() {
        client.prepare(handle, text(2000));
        stage.ep(0).asked(text(2000)).prepared(StatementType.SELECT, NONE);
        client.fine();
        stage.limit("DCP_MAX_STATEMENT", 1);
        client.execute(handle);
        stage.ep(0).asked(Command.EXECUTE2);
        stage.ep(0).rows(1, 1, NONE);
        client.fine();
        client.direct(handle, text(2000));
        assertThat(client.error()).isEqualTo(TOO_LONG);

        stage.limit("DCP_MAX_STATEMENT", 0);
        client.direct(handle, text(100_000));
        stage.ep(0).asked(text(100_000)).rows(1, 1, NONE);
        client.fine();
    }

    /** The beginning of a text whose end is still to come. */
    private ByteBuf unended() {
        ByteBuf bytes = Prepare.direct(handle, text(5000), true).encode(Unpooled.buffer(), EmbeddedEp.FORMAT);
        bytes.writerIndex(bytes.writerIndex() - 1000);
        Header.setI32(bytes, 6, bytes.readableBytes() - Header.LENGTH + REST);
        Header.seal(bytes);
        return bytes;
    }

    @Test
    void a_text_whose_end_is_not_here_yet_counts_with_what_is_behind_it() {
        client.begin(unended(), REST);
        client.rest(REST, true);
        assertThat(client.error()).isEqualTo(TOO_LONG);
        assertThat(stage.connections).isEmpty();

        stage.limit("DCP_MAX_STATEMENT", 20);
        client.begin(unended(), REST);
        client.rest(REST, true);
        stage.ep(0).asked(Command.PREPARE);
        stage.ep(0).rows(1, 1, NONE);
        client.fine();
    }
}
