package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LobScanTest {
    private static final int ROOM = 1 << 20;
    private static final LobOwner OWNER = new LobOwner(1111, 3, new RowId(0, 0, 7));
    private static final TypeSpec NUMBER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec BLOB = new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
    private static final String LONG_TEXT = "大".repeat(30_000);

    private final List<Long> seen = new ArrayList<>();
    private final List<Boolean> tables = new ArrayList<>();

    private static WireFormat format(int msgVersion) {
        return new WireFormat(msgVersion, StandardCharsets.UTF_8, Language.ENGLISH);
    }

    private static Descriptor column(String name, TypeSpec spec, Descriptor.@Nullable LobColumn lob) {
        return new Descriptor(name, spec, "T", true, "TAB", "APP", name, false, Descriptor.Io.IN, false, lob);
    }

    private static LobLocator elsewhere(long id, LobOwner owner) {
        return LobLocator.outOfRow(new LobAddress(id, 2, 1, 50), 100_000, owner);
    }

    private void found(ByteBuf bytes, int at, boolean ofTable) {
        seen.add(LobLocator.id(bytes, at));
        tables.add(ofTable);
        LobLocator.setId(bytes, at, -LobLocator.id(bytes, at));
    }

    private static ByteBuf call(WireFormat format, boolean baseNames, long sign) {
        List<Descriptor> columns = List.of(
                column("N", NUMBER, null),
                column("B", BLOB, new Descriptor.LobColumn(1111, 3)),
                column("C", CLOB, null));
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {1, elsewhere(sign * 11, LobOwner.SESSION), elsewhere(sign * 12, OWNER)});
        rows.add(new @Nullable Object[] {null, null, LONG_TEXT});
        rows.add(new @Nullable Object[] {3, new byte[0], elsewhere(sign * 13, LobOwner.SESSION)});
        List<@Nullable Object> outs = new ArrayList<>();
        outs.add(7);
        outs.add(elsewhere(sign * 5, LobOwner.SESSION));
        outs.add(null);
        Outcome outcome = new Outcome(
                StatementType.CALL,
                0,
                List.of(new RowSet(columns, rows)),
                List.of(),
                null,
                List.of(),
                outs,
                "",
                "printed",
                TransactionStatus.NONE);
        ReplyContext context = new ReplyContext(
                baseNames, List.of(DmType.INTEGER, DmType.CLOB, DmType.VARCHAR), KeyRequest.NONE, List.of());
        return ExecuteReply.of(Command.EXECUTE2, 1, 1, outcome).encode(Unpooled.buffer(), ROOM, context, format);
    }

    private static LobColumns outs(WireFormat format) {
        ByteBuf declared = Unpooled.buffer();
        declared.writeByte(0).writeIntLE(DmType.INTEGER.code()).writeLongLE(4);
        declared.writeByte(1).writeIntLE(DmType.INTEGER.code()).writeLongLE(4);
        declared.writeByte(1).writeIntLE(DmType.CLOB.code()).writeLongLE(4);
        declared.writeByte(2).writeIntLE(DmType.VARCHAR.code()).writeLongLE(4);
        return LobColumns.outs(BindReader.of(declared, 4, 0, false, format));
    }

    private static ByteBuf passed(LobScan scan, ByteBuf reply, int piece) {
        ByteBuf passed = Unpooled.buffer();
        int first = Math.max(Header.LENGTH, piece);
        for (int at = 0; at < reply.readableBytes(); ) {
            int length = Math.min(at == 0 ? first : piece, reply.readableBytes() - at);
            ByteBuf out = scan.pass(reply.copy(at, length), at + length == reply.readableBytes());
            passed.writeBytes(out);
            out.release();
            at += length;
        }
        return passed;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 8, 9, 11})
    void every_locator_is_found_whatever_the_pieces_are(int msgVersion) {
        WireFormat format = format(msgVersion);
        for (boolean baseNames : new boolean[] {false, true}) {
            ByteBuf reply = call(format, baseNames, 1);
            ByteBuf expected = call(format, baseNames, -1);
            for (int piece : new int[] {1, 2, 3, 5, 7, 13, 26, 27, 28, 64, 1000, reply.readableBytes()}) {
                seen.clear();
                LobScan scan = LobScan.executed(reply, outs(format), LobColumns.NONE, baseNames, format, this::found);

                ByteBuf passed = passed(Objects.requireNonNull(scan), reply, piece);

                assertThat(seen.stream().filter(id -> id > 0).toList())
                        .as("pieces of " + piece)
                        .containsExactly(5L, 11L, 12L, 13L);
                assertThat(lobIdsOfInRowRestored(passed, expected)).isTrue();
                assertThat(scan.columns().columns()).isEqualTo(3);
                assertThat(scan.columns().ofTable(1)).isTrue();
                assertThat(scan.columns().ofTable(2)).isFalse();
            }
        }
    }

    /** In-row LOBs have the id -1, of which {@link #found} makes 1. */
    private static boolean lobIdsOfInRowRestored(ByteBuf passed, ByteBuf expected) {
        byte[] one = ByteBufUtil.getBytes(passed);
        byte[] two = ByteBufUtil.getBytes(expected);
        if (one.length != two.length) {
            return false;
        }
        int differing = 0;
        for (int i = 0; i < one.length; i++) {
            differing += one[i] == two[i] ? 0 : 1;
        }
        return differing == 2 * Long.BYTES; // of the two that are in the row
    }

    @Test
    void rows_that_are_fetched_later_are_read_by_the_columns_that_were_told() {
        WireFormat format = format(11);
        LobScan first =
                LobScan.executed(call(format, false, 1), outs(format), LobColumns.NONE, false, format, this::found);
        ByteBuf told = call(format, false, 1);
        Objects.requireNonNull(first).pass(told, true).release();
        seen.clear();
        tables.clear();
        List<Descriptor> columns = List.of(column("N", NUMBER, null), column("B", BLOB, null), column("C", CLOB, null));
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(new @Nullable Object[] {4, elsewhere(21, LobOwner.SESSION), elsewhere(22, LobOwner.SESSION)});
        ByteBuf reply = new FetchReply(1, 4, 3, columns, rows).encode(Unpooled.buffer(), ROOM, format);

        LobScan.fetched(reply, first.columns(), format, this::found)
                .pass(reply, true)
                .release();

        assertThat(seen).containsExactly(21L, 22L);
        assertThat(tables).containsExactly(true, false);
    }

    @Test
    void a_prepared_query_tells_its_columns_behind_its_parameters() {
        WireFormat format = format(11);
        PrepareReply reply = new PrepareReply(
                Command.PREPARE,
                1,
                StatementType.SELECT,
                List.of(column("P", BLOB, null)),
                List.of(column("N", NUMBER, null), column("C", CLOB, new Descriptor.LobColumn(1, 2))),
                TransactionStatus.NONE);
        ByteBuf frame = reply.encode(Unpooled.buffer(), true, format);
        LobScan scan = LobScan.prepared(frame, true, format);

        passed(scan, frame, 3).release();

        assertThat(scan.columns().columns()).isEqualTo(2);
        assertThat(scan.columns().lob(0)).isFalse();
        assertThat(scan.columns().lob(1)).isTrue();
        assertThat(scan.columns().ofTable(1)).isTrue();
    }

    @Test
    void the_recorded_row_has_two() {
        ByteBuf recorded = Golden.frame("statement-exec-direct-response-lobrow");

        LobScan scan = LobScan.executed(recorded, LobColumns.NONE, LobColumns.NONE, false, format(11), this::found);
        Objects.requireNonNull(scan).pass(recorded, true);

        assertThat(seen).containsExactly(1001L, 1002L);
        assertThat(tables).containsExactly(true, true);
    }

    @Test
    void an_answer_without_columns_is_not_looked_at() {
        ByteBuf recorded = Golden.frame("statement-execute-response-insert");

        assertThat(LobScan.executed(recorded, LobColumns.NONE, LobColumns.NONE, false, format(11), this::found))
                .isNull();
    }

    @Test
    void lengths_that_do_not_add_up_are_an_error_and_the_bytes_are_let_go() {
        WireFormat format = format(11);
        ByteBuf whole = call(format, false, 1);
        ByteBuf amid = whole.copy(0, whole.readableBytes() - 30);
        LobScan scan = LobScan.executed(whole, outs(format), LobColumns.NONE, false, format, this::found);

        assertThatThrownBy(() -> Objects.requireNonNull(scan).pass(amid, true)).isInstanceOf(ProtocolException.class);
        assertThat(amid.refCnt()).isZero();
    }
}
