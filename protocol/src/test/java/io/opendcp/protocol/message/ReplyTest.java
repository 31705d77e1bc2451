package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replies that no recorded frame shows, written and read again. */
class ReplyTest {
    private static final WireFormat FORMAT = format(11);
    private static final int ROOM = 32_640;
    private static final TypeSpec BIGINT = new TypeSpec(DmType.BIGINT, 8, 0);

    @Test
    void descriptors_say_everything_that_clients_use() {
        Descriptor column = new Descriptor("标签", BIGINT, "BIGINT", false, "T", "S", "BASE", true, Descriptor.Io.IN);
        Descriptor out = new Descriptor("", BIGINT, "BIGINT", true, "", "", "", false, Descriptor.Io.OUT);
        PrepareReply reply = new PrepareReply(
                Command.PREPARE,
                9,
                StatementType.SELECT,
                List.of(out, Descriptor.anyParameter(BIGINT)),
                List.of(column),
                TransactionStatus.OPEN);

        assertThat(PrepareReply.decode(new Frame(reply.encode(Unpooled.buffer(), true, FORMAT)), true, FORMAT))
                .isEqualTo(reply);
    }

    @Test
    void a_label_too_long_to_be_counted_is_cut() {
        Descriptor column = Descriptor.column("中".repeat(50_000), BIGINT);
        PrepareReply reply = new PrepareReply(
                Command.PREPARE, 1, StatementType.SELECT, List.of(), List.of(column), TransactionStatus.NONE);

        Frame frame = new Frame(reply.encode(Unpooled.buffer(), false, FORMAT));

        assertThat(PrepareReply.decode(frame, false, FORMAT).columns().get(0).name())
                .isEqualTo("中".repeat(4096));
    }

    @Test
    void a_batch_with_errors_tells_counts_and_errors_in_the_clients_language() {
        for (Language language : Language.values()) {
            WireFormat format = new WireFormat(11, StandardCharsets.UTF_8, language);
            DmException unique = DmException.of(ErrorCode.UNIQUE);
            Outcome outcome = new Outcome(
                    StatementType.INSERT,
                    1,
                    List.of(),
                    List.of(1L, Outcome.FAILED),
                    null,
                    List.of(),
                    List.of(),
                    "",
                    "",
                    TransactionStatus.OPEN,
                    null,
                    List.of(new RowError(1, unique)));

            ExecuteReply read = roundTrip(outcome, ReplyContext.plain(false), format);

            assertThat(read.code()).isEqualTo(ExecuteReply.BATCH_WITH_ERRORS);
            assertThat(read.outcome().batchCounts()).containsExactly(1L, -3L);
            RowError error = read.outcome().rowErrors().get(0);
            assertThat(error.row()).isEqualTo(1);
            assertThat(error.error().code()).isEqualTo(-6612);
            assertThat(error.error().message(language)).isEqualTo(unique.message(language));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 9, 11})
    void the_last_rows_id_is_told_in_every_version(int msgVersion) {
        WireFormat format = format(msgVersion);
        RowId id = new RowId(1, 0, 77);
        Outcome outcome = new Outcome(
                StatementType.UPDATE,
                1,
                List.of(),
                List.of(),
                id,
                List.of(),
                List.of(),
                "",
                "",
                TransactionStatus.OPEN);

        ExecuteReply read = roundTrip(outcome, ReplyContext.plain(false), format);

        assertThat(read.outcome()).isEqualTo(outcome);
    }

    @Test
    void key_columns_are_told_only_to_who_asked_for_them() {
        RowSet keys = new RowSet(List.of(Descriptor.column("ID", BIGINT)), rows(new @Nullable Object[] {5L}));
        Outcome outcome = new Outcome(
                StatementType.INSERT,
                1,
                List.of(),
                List.of(),
                null,
                List.of(5L),
                List.of(),
                "",
                "",
                TransactionStatus.OPEN,
                keys,
                List.of());

        ReplyContext byName = new ReplyContext(false, List.of(), KeyRequest.names(List.of("ID")), List.of());
        assertThat(roundTrip(outcome, byName, FORMAT).outcome().keyColumns())
                .usingRecursiveComparison()
                .isEqualTo(keys);
        Outcome plain = roundTrip(outcome, ReplyContext.plain(false), FORMAT).outcome();
        assertThat(plain.keyColumns()).isNull();
        assertThat(plain.generatedKeys()).isEmpty();
    }

    @Test
    void settings_and_plans_come_last() {
        assertThat(detail(StatementType.SET_SCHEMA, "模式", FORMAT)).isEqualTo("模式");
        assertThat(detail(StatementType.EXPLAIN, "1 #NSET2", FORMAT)).isEqualTo("1 #NSET2");
        assertThat(detail(StatementType.SET_TIME_ZONE, "-330", FORMAT)).isEqualTo("-330");
        assertThat(detail(StatementType.SET_SESSION_TRANSACTION, "3", format(8)))
                .isEqualTo("3");
        assertThat(detail(StatementType.CREATE_TABLE, "", FORMAT)).isEmpty();
    }

    @Test
    void rows_fill_the_room_and_no_more_than_one_beyond_it() {
        List<@Nullable Object[]> many = new ArrayList<>();
        for (long i = 0; i < 10_000; i++) {
            many.add(new @Nullable Object[] {i});
        }
        FetchReply reply = new FetchReply(1, 10_000, 0, List.of(Descriptor.column("A", BIGINT)), many);

        ByteBuf frame = reply.encode(Unpooled.buffer(), ROOM, FORMAT);

        assertThat(Header.bodyLength(frame)).isBetween(ROOM, ROOM + 26);
        assertThat(ReplyView.fetchRows(frame)).isEqualTo(Header.bodyLength(frame) / 26);
    }

    @Test
    void a_value_longer_than_16_bits_tell_is_read_back() {
        Descriptor column = Descriptor.column("A", new TypeSpec(DmType.VARCHAR, 32_767, 0));
        for (int length : new int[] {65_279, 65_280, 65_281, 70_000, 200_000}) {
            RowSet rows = new RowSet(List.of(column), rows(new @Nullable Object[] {"x".repeat(length)}));
            Outcome outcome = Outcome.rows(StatementType.SELECT, rows, TransactionStatus.NONE);

            Outcome read = roundTrip(outcome, ReplyContext.plain(false), FORMAT).outcome();

            assertThat(read.resultSets().get(0).rows().get(0)).containsExactly("x".repeat(length));
        }
    }

    @Test
    void a_prepared_query_may_leave_its_columns_out_the_second_time() {
        List<Descriptor> columns = List.of(Descriptor.column("A", BIGINT));
        ByteBuf frame = ExecuteReply.of(
                        Command.EXECUTE2,
                        1,
                        1,
                        Outcome.rows(StatementType.SELECT, new RowSet(List.of(), List.of()), TransactionStatus.NONE))
                .encode(Unpooled.buffer(), ROOM, ReplyContext.plain(false), FORMAT);

        ReplyContext context = new ReplyContext(false, List.of(), KeyRequest.NONE, columns);
        assertThat(ExecuteReply.decode(new Frame(frame), context, FORMAT)
                        .outcome()
                        .resultSets()
                        .get(0)
                        .columns())
                .isEqualTo(columns);
    }

    @Test
    void an_old_driver_is_shown_types_that_it_knows() {
        List<Descriptor> columns = List.of(
                Descriptor.column("R", new TypeSpec(DmType.ROWID, 12, 0)),
                Descriptor.column("T", new TypeSpec(DmType.TIMESTAMP_NANOS, 9, 9)));
        LocalDateTime time = LocalDateTime.of(2024, 1, 2, 3, 4, 5, 123_456_789);
        RowSet rows = new RowSet(columns, rows(new @Nullable Object[] {new RowId(1, 0, 2), time}));

        RowSet read = roundTrip(
                        Outcome.rows(StatementType.SELECT, rows, TransactionStatus.NONE),
                        ReplyContext.plain(false),
                        format(0))
                .outcome()
                .resultSets()
                .get(0);

        assertThat(read.columns())
                .extracting(Descriptor::spec)
                .containsExactly(BIGINT, new TypeSpec(DmType.TIMESTAMP, 8, 6));
        assertThat(read.rows().get(0)).containsExactly((1L << 58) + 2, time.withNano(123_456_000));
    }

    private static String detail(StatementType type, String detail, WireFormat format) {
        Outcome outcome = new Outcome(
                type, 0, List.of(), List.of(), null, List.of(), List.of(), detail, "", TransactionStatus.NONE);
        return roundTrip(outcome, ReplyContext.plain(false), format).outcome().detail();
    }

    private static ExecuteReply roundTrip(Outcome outcome, ReplyContext context, WireFormat format) {
        ByteBuf frame =
                ExecuteReply.of(Command.EXECUTE2, 1, 1, outcome).encode(Unpooled.buffer(), ROOM, context, format);
        return ExecuteReply.decode(new Frame(frame), context, format);
    }

    private static List<@Nullable Object[]> rows(@Nullable Object[] row) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        rows.add(row);
        return rows;
    }

    private static WireFormat format(int msgVersion) {
        return new WireFormat(msgVersion, StandardCharsets.UTF_8, Language.ENGLISH);
    }
}
