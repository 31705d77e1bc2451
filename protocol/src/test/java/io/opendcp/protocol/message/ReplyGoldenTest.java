package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the real driver accepted as a server's reply, read to fields and written from the fields. */
class ReplyGoldenTest {
    private static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.CHINESE);
    private static final int ROOM = 32_640;
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec NAME = new TypeSpec(DmType.VARCHAR, 20, 0);
    private static final List<Descriptor> COLUMNS = List.of(column("ID", INTEGER), column("NAME", NAME));

    @Test
    void bare_replies_survive_a_round_trip() {
        ByteBuf allocated = Golden.frame("statement-alloc-response");
        assertThat(AllocateReply.decode(new Frame(allocated))).isEqualTo(new AllocateReply(1, false));
        assertSame("allocate", new AllocateReply(1, false).encode(Unpooled.buffer()), allocated);

        ByteBuf committed = Golden.frame("statement-commit-response");
        EmptyReply reply = EmptyReply.decode(new Frame(committed));
        assertThat(reply).isEqualTo(new EmptyReply(Command.COMMIT, 0, 0));
        assertSame("commit", reply.encode(Unpooled.buffer()), committed);
    }

    @Test
    void a_prepare_reply_survives_a_round_trip() {
        ByteBuf recorded = Golden.frame("statement-prepare-response");

        PrepareReply reply = PrepareReply.decode(new Frame(recorded), false, FORMAT);

        assertThat(reply.type()).isEqualTo(StatementType.INSERT);
        assertThat(reply.columns()).isEmpty();
        assertThat(reply.parameters())
                .extracting(Descriptor::spec)
                .containsExactly(INTEGER, NAME, new TypeSpec(DmType.DECIMAL, 10, 2));
        assertSame("prepare", reply.encode(Unpooled.buffer(), false, FORMAT), recorded);
    }

    @Test
    void an_error_survives_a_round_trip_and_is_in_the_catalogue() {
        ByteBuf recorded = Golden.frame("statement-error-response");

        ErrorReply reply = ErrorReply.decode(new Frame(recorded), ErrorReply.Layout.EXECUTE, FORMAT);

        assertThat(reply.code()).isEqualTo(ErrorCode.INVALID_TABLE.code());
        assertThat(reply.message())
                .isEqualTo(DmException.of(ErrorCode.INVALID_TABLE, "BOOM").message(Language.CHINESE));
        assertThat(reply.transaction()).isEqualTo(TransactionStatus.NONE);
        assertSame("error", reply.encode(Unpooled.buffer(), FORMAT), recorded);
    }

    @Test
    void a_result_set_survives_a_round_trip() {
        ExecuteReply reply = executeReply("statement-exec-direct-response-rows", ReplyContext.plain(false));

        assertThat(reply.totalRows()).isEqualTo(2);
        RowSet rows = reply.outcome().resultSets().get(0);
        assertThat(rows.columns()).isEqualTo(COLUMNS);
        assertThat(rows.rows()).usingRecursiveComparison().isEqualTo(rows(row(1, "Ann"), row(2, null)));
    }

    @Test
    void an_insert_a_batch_and_generated_keys_survive_a_round_trip() {
        Outcome insert = executeReply("statement-execute-response-insert", ReplyContext.plain(false))
                .outcome();
        assertThat(insert.updateCount()).isEqualTo(1);
        assertThat(insert.lastRow()).isInstanceOf(RowId.class);
        assertThat(insert.transaction()).isEqualTo(TransactionStatus.COMMITTED);

        Outcome batch = executeReply("statement-batch-response", ReplyContext.plain(false))
                .outcome();
        assertThat(batch.batchCounts()).containsExactly(1L, 1L);

        ReplyContext keys = new ReplyContext(false, List.of(), KeyRequest.IDENTITY, List.of());
        assertThat(executeReply("statement-genkeys-response", keys).outcome().generatedKeys())
                .containsExactly(7000L);
    }

    @Test
    void keys_for_a_client_that_did_not_ask_are_refused() {
        assertThatThrownBy(() -> executeReply("statement-genkeys-response", ReplyContext.plain(false)))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void a_call_with_out_values_and_printed_text_survives_a_round_trip() {
        ReplyContext context =
                new ReplyContext(false, List.of(DmType.VARCHAR, DmType.DECIMAL), KeyRequest.NONE, List.of());

        Outcome call = executeReply("statement-call-response", context).outcome();

        assertThat(call.printed()).isEqualTo("hello from print\n");
        assertThat(call.outValues()).hasSize(2);
        assertThat(call.outValues().get(1)).isInstanceOf(BigDecimal.class);
    }

    @Test
    void fetched_rows_survive_a_round_trip() {
        ByteBuf recorded = Golden.frame("statement-fetch-response");

        FetchReply reply = FetchReply.decode(new Frame(recorded), 100, COLUMNS, FORMAT);

        assertThat(reply.total()).isEqualTo(Long.MAX_VALUE);
        assertThat(reply.rows())
                .usingRecursiveComparison()
                .isEqualTo(rows(row(100, "row100"), row(101, "row101"), row(102, "row102")));
        assertSame("fetch", reply.encode(Unpooled.buffer(), ROOM, FORMAT), recorded);
    }

    @Test
    void a_row_with_lobs_out_of_row_survives_a_round_trip() {
        LobOwner owner = new LobOwner(1111, 3, new RowId(0, 0, 7));

        RowSet rows = executeReply("statement-exec-direct-response-lobrow", ReplyContext.plain(false))
                .outcome()
                .resultSets()
                .get(0);

        assertThat(rows.columns()).extracting(Descriptor::lob).containsOnly(new Descriptor.LobColumn(1111, 3));
        assertThat(rows.rows()).hasSize(1);
        assertThat(rows.rows().get(0))
                .containsExactly(
                        LobLocator.outOfRow(new LobAddress(1001, 2, 1, 50), 100_000, owner),
                        LobLocator.outOfRow(new LobAddress(1002, 2, 1, 60), LobLocator.UNTOLD, owner));
    }

    @Test
    void answers_about_lobs_survive_a_round_trip() {
        ByteBuf length = Golden.frame("statement-loblen-response");
        assertThat(LobLengthReply.decode(new Frame(length), FORMAT)).isEqualTo(new LobLengthReply(50_000));
        assertSame("length", new LobLengthReply(50_000).encode(Unpooled.buffer(), FORMAT), length);

        ByteBuf read = Golden.frame("statement-lobget-response");
        ReadLobReply reply = ReadLobReply.decode(new Frame(read), FORMAT);
        assertThat(reply)
                .isEqualTo(new ReadLobReply(
                        false,
                        new LobPosition(1, 50, 5),
                        ByteBuffer.wrap(new byte[] {0, 7, 14, 21, 28}),
                        ReadLobReply.NOT_COUNTED));
        assertSame("data", reply.encode(Unpooled.buffer(), FORMAT), read);
    }

    private static ExecuteReply executeReply(String name, ReplyContext context) {
        ByteBuf recorded = Golden.frame(name);
        ExecuteReply reply = ExecuteReply.decode(new Frame(recorded), context, FORMAT);
        assertSame(name, reply.encode(Unpooled.buffer(), ROOM, context, FORMAT), recorded);
        return reply;
    }

    private static Descriptor column(String name, TypeSpec spec) {
        return new Descriptor(name, spec, spec.type().sqlName(), true, "T_TWO", "SYSDBA", "", false, Descriptor.Io.IN);
    }

    private static List<@Nullable Object[]> rows(@Nullable Object[]... rows) {
        return new ArrayList<>(List.of(rows));
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static void assertSame(String what, ByteBuf written, ByteBuf recorded) {
        assertThat(ByteBufUtil.hexDump(written)).as(what).isEqualTo(ByteBufUtil.hexDump(recorded));
    }
}
