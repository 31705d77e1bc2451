package io.opendcp.protocol.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Free;
import io.opendcp.protocol.message.GetLobs;
import io.opendcp.protocol.message.GetLobsReply;
import io.opendcp.protocol.message.LobLength;
import io.opendcp.protocol.message.LobLengthReply;
import io.opendcp.protocol.message.LobPosition;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.ReadLob;
import io.opendcp.protocol.message.ReadLobReply;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.message.TruncateLob;
import io.opendcp.protocol.message.TruncateLobReply;
import io.opendcp.protocol.message.WriteLob;
import io.opendcp.protocol.message.WriteLobReply;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TableLob;
import io.opendcp.protocol.type.TypeSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** LOBs that are no table's, held by the session; and what a session asks of its SQL about those that are. */
class LobDeskTest {
    private static final LobOwner OWNER = new LobOwner(1000, 2, new RowId(1, 0, 7));
    private static final LobPosition START = new LobPosition(0, 0, 0);
    private static final String LONG = "长𠀀".repeat(500);

    private SessionUnderTest client = new SessionUnderTest();
    private int handle = client.allocate();

    @Test
    void what_is_longer_than_900_bytes_is_not_in_the_row() {
        assertThat(select("x".repeat(900))).isEqualTo("x".repeat(900));
        assertThat(select("x".repeat(901))).isInstanceOf(LobLocator.class);
        assertThat(select("字".repeat(300))).isEqualTo("字".repeat(300));
        LobLocator locator = locator("字".repeat(301));
        assertThat(locator.kind()).isEqualTo(LobLocator.Kind.OUT_OF_ROW);
        assertThat(locator.length()).isEqualTo(903);
        assertThat(locator.owner()).isEqualTo(LobOwner.SESSION);
        assertThat(locator.owner().isTable()).isFalse();
        assertThat(select(null)).isNull();
    }

    @Test
    void it_is_read_in_pieces_that_tear_no_character() {
        LobLocator locator = locator(LONG);

        assertThat(length(locator)).isEqualTo(1_500);
        assertThat(read(locator, 0, 2).characters()).isEqualTo(1);
        assertThat(read(locator, 1, 1).characters()).isEqualTo(2);
        ReadLobReply last = read(locator, 1_497, 100);
        assertThat(text(last)).isEqualTo("长𠀀");
        assertThat(last.end()).isTrue();
        assertThat(read(locator, 0, 3).end()).isFalse();
        assertThat(read(locator, 5_000, 3).data().remaining()).isZero();
        GetLobs several = new GetLobs(0, List.of(new GetLobs.Wanted(true, LobOwner.SESSION, locator.address())));
        assertThat(GetLobsReply.decode(client.ask(several)).data().get(0).remaining())
                .isEqualTo(500 * 7);
    }

    @Test
    void it_is_written_and_cut_where_it_is_held() {
        LobLocator locator = locator(LONG);

        WriteLobReply written = WriteLobReply.decode(client.ask(write(locator, 1, "字a")));
        assertThat(written.amount()).isEqualTo(2);
        assertThat(written.address()).isEqualTo(locator.address());
        assertThat(length(locator)).isEqualTo(1_500);
        assertThat(text(read(locator, 0, 3))).isEqualTo("长字a");

        TruncateLobReply cut = TruncateLobReply.decode(
                client.ask(new TruncateLob(true, locator.address(), locator.owner(), 2, -1)), SessionUnderTest.FORMAT);
        assertThat(cut).isEqualTo(new TruncateLobReply(2, locator.address().id()));
        assertThat(length(locator)).isEqualTo(2);
        assertThat(code(write(locator, 3, "!"))).isEqualTo(ErrorCode.INVALID_ARGUMENT.code());
    }

    @Test
    void it_goes_when_its_statement_is_freed() {
        LobLocator locator = locator(LONG);
        int other = client.allocate();
        client.direct(other, "lob");
        assertThat(length(locator)).isEqualTo(1_500);

        client.ask(new Free(handle));

        assertThat(code(new LobLength(true, locator.address(), locator.owner(), -1)))
                .isEqualTo(ErrorCode.LOB_GONE.code());
    }

    @Test
    void where_there_is_no_room_old_ones_go_and_new_ones_are_sent_in_the_row() {
        client = new SessionUnderTest(new StatementLimits(10, 10, 1 << 20, 1 << 20, 10, 900, 5_000));
        handle = client.allocate();
        LobLocator first = locator(LONG); // 3,000 bytes of heap, and some
        int other = client.allocate();

        assertThat(value(client.direct(other, "lob"))).isEqualTo(LONG);
        assertThat(length(first)).isEqualTo(1_500);
        assertThat(code(write(first, 1_500, "x".repeat(2_000)))).isEqualTo(ErrorCode.LIMIT.code());
        LobLocator second = locator(LONG + "!");
        assertThat(length(second)).isEqualTo(1_501);
        assertThat(code(new LobLength(true, first.address(), first.owner(), -1)))
                .isEqualTo(ErrorCode.LOB_GONE.code());
    }

    @Test
    void nonsense_is_refused_and_the_session_lives() {
        LobLocator locator = locator(LONG);

        assertThat(code(new ReadLob(true, true, locator.address(), locator.owner(), START, -1, 5, -1)))
                .isEqualTo(ErrorCode.BAD_MESSAGE.code());
        assertThat(code(new ReadLob(true, true, locator.address(), locator.owner(), START, 0, -5, -1)))
                .isEqualTo(ErrorCode.BAD_MESSAGE.code());
        assertThat(code(new ReadLob(true, false, locator.address(), locator.owner(), START, 0, 5, -1)))
                .isEqualTo(ErrorCode.BAD_MESSAGE.code());
        assertThat(code(new TruncateLob(true, locator.address(), locator.owner(), -1, -1)))
                .isEqualTo(ErrorCode.BAD_MESSAGE.code());
        assertThat(code(new LobLength(true, LobAddress.inRow(99), LobOwner.SESSION, -1)))
                .isEqualTo(ErrorCode.LOB_GONE.code());
        assertThat(code(new LobLength(true, LobAddress.inRow(99), OWNER, -1))).isEqualTo(ErrorCode.LOB_GONE.code());
        assertThat(length(locator)).isEqualTo(1_500);
        assertThat(client.defects).isEmpty();
    }

    @Test
    void lobs_of_tables_are_the_sqls_and_pieces_of_one_are_read_once() {
        List<String> calls = new ArrayList<>();
        client.sql.lobs = new TableLobs() {
            @Override
            public void read(LobOwner owner, long id, Told told) {
                calls.add("read " + id);
                told.done(new TableLob(id, owner, LONG));
            }

            @Override
            public void change(LobOwner owner, long id, UnaryOperator<Object> edit, boolean autoCommit, Told told) {
                calls.add("change " + id + (autoCommit ? " and commit" : ""));
                told.done(new TableLob(id + 1, owner, edit.apply(LONG)));
            }
        };
        LobLocator locator = locator(new TableLob(5, OWNER, LONG));
        assertThat(locator.owner()).isEqualTo(OWNER);
        assertThat(select(new TableLob(5, OWNER, "short"))).isEqualTo("short");

        assertThat(length(locator)).isEqualTo(1_500);
        assertThat(read(locator, 0, 3).characters()).isEqualTo(3);
        WriteLobReply written = WriteLobReply.decode(client.ask(write(locator, 0, "x")));
        assertThat(written.address().id()).isEqualTo(6);
        client.ask(Prepare.direct(handle, "lob", false));
        client.ask(write(locator, 0, "x"));

        assertThat(calls).containsExactly("read 5", "change 5 and commit", "change 5");
    }

    private LobLocator locator(Object value) {
        return (LobLocator) Objects.requireNonNull(select(value));
    }

    private @Nullable Object select(@Nullable Object value) {
        List<Descriptor> columns = List.of(Descriptor.column("C", new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0)));
        client.sql.teach(
                "lob",
                StatementType.SELECT,
                execution -> Outcome.rows(
                        StatementType.SELECT,
                        new RowSet(columns, Collections.singletonList(new @Nullable Object[] {value})),
                        TransactionStatus.NONE));
        return value(client.direct(handle, "lob"));
    }

    private static @Nullable Object value(ExecuteReply reply) {
        return reply.outcome().resultSets().get(0).rows().get(0)[0];
    }

    private long length(LobLocator locator) {
        Frame reply = client.ask(new LobLength(true, locator.address(), locator.owner(), -1));
        assertThat(Header.code(reply.content())).isZero();
        return LobLengthReply.decode(reply, SessionUnderTest.FORMAT).length();
    }

    private ReadLobReply read(LobLocator locator, long offset, int length) {
        return ReadLobReply.decode(
                client.ask(new ReadLob(true, true, locator.address(), locator.owner(), START, offset, length, -1)),
                SessionUnderTest.FORMAT);
    }

    private static String text(ReadLobReply reply) {
        return StandardCharsets.UTF_8.decode(reply.data().duplicate()).toString();
    }

    private static WriteLob write(LobLocator locator, long offset, String text) {
        ByteBuffer data = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        return new WriteLob(true, WriteLob.WHOLE, locator.address(), START, locator.owner(), offset, data, -1);
    }

    private int code(Request request) {
        return SessionUnderTest.refused(client.ask(request), ErrorReply.Layout.OTHER)
                .code();
    }
}
