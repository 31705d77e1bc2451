package io.opendcp.proxy.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.AllocateReply;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.proxy.pool.EmbeddedEp;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One connection to an EP, whose part the test plays. Handles are given out at once; all else waits for the test. */
final class StagedEp {
    private static final List<Descriptor> COLUMNS =
            List.of(Descriptor.column("EP", new TypeSpec(DmType.INTEGER, 4, 0)));
    private static final int ROOM = 1 << 22;

    final EmbeddedEp channel;
    private final Stage stage;
    private int lastHandle;
    /** Bytes of a request that are still to come. */
    private int following;

    private @Nullable Frame asked;

    StagedEp(Stage stage, EmbeddedEp channel) {
        this.stage = stage;
        this.channel = channel;
        lastHandle = 1000 * (channel.backend().epno() + 1);
    }

    int epno() {
        return channel.backend().epno();
    }

    /** The request that waits for an answer, or its first part; null if there is none. */
    @Nullable
    Frame waiting() {
        for (ByteBuf bytes = channel.sent(); bytes != null; bytes = channel.sent()) {
            if (following > 0) {
                following -= bytes.readableBytes();
                bytes.release();
                continue;
            }
            Frame frame = new Frame(Unpooled.copiedBuffer(bytes));
            bytes.release();
            following = Header.LENGTH
                    + Header.bodyLength(frame.content())
                    - frame.content().readableBytes();
            if (frame.command() != Command.ALLOCATE_STATEMENT) {
                asked = frame;
            } else if (channel.open()) {
                reply(new AllocateReply(++lastHandle, false).encode(Unpooled.buffer()));
            }
        }
        return asked;
    }

    Frame asked(Command command) {
        Frame frame = taken();
        assertThat(frame.command()).isEqualTo(command);
        return frame;
    }

    /** The text it is asked to run or compile. */
    StagedEp asked(String sql) {
        Frame frame = asked(Command.PREPARE);
        assertThat(Prepare.decode(frame, EmbeddedEp.FORMAT).sql()).isEqualTo(sql);
        return this;
    }

    void reply(ByteBuf bytes) {
        asked = null;
        channel.send(stage.watched(bytes));
    }

    private Frame taken() {
        return Objects.requireNonNull(waiting(), "a request to EP " + epno());
    }

    /** So many of {@code total} rows. */
    void rows(int here, long total, TransactionStatus status) {
        reply(rowsReply(here, total, status));
    }

    ByteBuf rowsReply(int here, long total, TransactionStatus status) {
        Frame frame = taken();
        Outcome outcome = Outcome.rows(StatementType.SELECT, new RowSet(COLUMNS, numbered(here)), status);
        return new ExecuteReply(frame.command(), frame.handle(), 0, total, 1, outcome)
                .encode(Unpooled.buffer(), ROOM, ReplyContext.plain(false), EmbeddedEp.FORMAT);
    }

    /** One row with one value. */
    void value(TypeSpec type, Object value, TransactionStatus status) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {value});
        outcome(Outcome.rows(StatementType.SELECT, new RowSet(List.of(Descriptor.column("V", type)), rows), status));
    }

    void fetched(long first, int here, long total) {
        reply(new FetchReply(taken().handle(), total, first, COLUMNS, numbered(here))
                .encode(Unpooled.buffer(), ROOM, EmbeddedEp.FORMAT));
    }

    private static List<@Nullable Object[]> numbered(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Object[] {i});
        }
        return rows;
    }

    void outcome(Outcome outcome) {
        Frame frame = taken();
        reply(ExecuteReply.of(frame.command(), frame.handle(), 1, outcome)
                .encode(Unpooled.buffer(), ROOM, ReplyContext.plain(false), EmbeddedEp.FORMAT));
    }

    void changed(TransactionStatus status) {
        outcome(Outcome.changed(StatementType.INSERT, 1, status));
    }

    void done(StatementType type, TransactionStatus status) {
        outcome(Outcome.done(type, status));
    }

    void prepared(StatementType type, TransactionStatus status) {
        Frame frame = taken();
        reply(new PrepareReply(frame.command(), frame.handle(), type, List.of(), List.of(), status)
                .encode(Unpooled.buffer(), false, EmbeddedEp.FORMAT));
    }

    void empty() {
        Frame frame = taken();
        reply(new EmptyReply(frame.command(), frame.handle(), 0).encode(Unpooled.buffer()));
    }

    void error(int code, String message, TransactionStatus status) {
        Frame frame = taken();
        boolean compiles = frame.command() == Command.PREPARE && Header.u8(frame.content(), 21) == 0;
        ErrorReply.Layout layout = compiles ? ErrorReply.Layout.PREPARE : ErrorReply.Layout.EXECUTE;
        reply(new ErrorReply(frame.command(), frame.handle(), layout, code, message, status)
                .encode(Unpooled.buffer(), EmbeddedEp.FORMAT));
    }

    /** It says no reply any more. */
    void cut() {
        waiting();
        asked = null;
        channel.cut();
    }
}
