package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.FORMAT;
import static io.opendcp.protocol.server.SessionUnderTest.executed;
import static io.opendcp.protocol.server.SessionUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.CloseCursor;
import io.opendcp.protocol.message.ControlBlock;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteDirect;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.MoreResults;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.PutData;
import io.opendcp.protocol.message.PutData2;
import io.opendcp.protocol.message.PutData2Reply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Preparing, binding, running, fetching, and the limits of what a session holds. */
class ExecutionsTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
    private static final TypeSpec BLOB = new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);
    private static final List<Descriptor> COLUMNS =
            List.of(Descriptor.column("ID", INTEGER), Descriptor.column("NAME", TEXT));
    private static final int MANY = 10_000;

    private SessionUnderTest client = new SessionUnderTest();
    private int handle;

    @BeforeEach
    void allocate() {
        handle = client.allocate();
    }

    @AfterEach
    void nothing_went_wrong() {
        assertThat(client.defects).isEmpty();
    }

    @Test
    void a_prepared_statement_is_described_and_run_again_and_again() {
        client.sql.teach("insert", insert(execution -> changed(1)));

        PrepareReply prepared = PrepareReply.decode(client.ask(Prepare.only(handle, "insert")), true, FORMAT);
        assertThat(prepared.type()).isEqualTo(StatementType.INSERT);
        assertThat(prepared.parameters()).hasSize(2);
        assertThat(prepared.transaction()).isEqualTo(TransactionStatus.NONE);

        for (int i = 0; i < 3; i++) {
            ExecuteReply reply = executed(client.ask(bound(row(i, "n" + i))));
            assertThat(reply.outcome().updateCount()).isEqualTo(1);
            assertThat(client.sql.executions.get(i).rows().get(0)).containsExactly(i, "n" + i);
        }
    }

    @Test
    void a_batch_has_counts_and_rows_that_failed_are_told() {
        client.sql.teach("insert", insert(execution -> {
            List<Long> counts = execution.rows().stream()
                    .map(row -> row[0] == null ? Outcome.FAILED : 1L)
                    .toList();
            List<RowError> errors = counts.contains(Outcome.FAILED)
                    ? List.of(new RowError(counts.indexOf(Outcome.FAILED), DmException.of(ErrorCode.NOT_NULL, "ID")))
                    : List.of();
            return new Outcome(
                    StatementType.INSERT,
                    counts.stream().filter(count -> count > 0).count(),
                    List.of(),
                    counts,
                    null,
                    List.of(),
                    List.of(),
                    "",
                    "",
                    TransactionStatus.OPEN,
                    null,
                    errors);
        }));
        client.ask(Prepare.only(handle, "insert"));

        ExecuteReply fine = executed(client.ask(bound(row(1, "a"), row(2, "b"))));
        ExecuteReply mixed = executed(client.ask(bound(row(1, "a"), row(null, "b"), row(3, null))));

        assertThat(fine.code()).isZero();
        assertThat(fine.outcome().batchCounts()).containsExactly(1L, 1L);
        assertThat(mixed.code()).isEqualTo(121);
        assertThat(mixed.outcome().batchCounts()).containsExactly(1L, -3L, 1L);
        assertThat(mixed.outcome().rowErrors().get(0).error().message(FORMAT.language()))
                .isEqualTo("Violate not null constraint on column [ID]");
    }

    @Test
    void binds_that_do_not_fit_are_refused() {
        client.sql.teach("insert", insert(execution -> changed(1)));
        client.ask(Prepare.only(handle, "insert"));
        List<@Nullable Object[]> one = List.<@Nullable Object[]>of(row(1));
        List<@Nullable Object[]> two = List.<@Nullable Object[]>of(row(1, null));
        Declaration out = new Declaration("", Descriptor.Io.OUT, 2, 10, 0);

        assertThat(code(execute(new Binds(List.of(Declaration.in(INTEGER)), one))))
                .isEqualTo(-5402);
        assertThat(code(execute(new Binds(List.of(Declaration.in(INTEGER), out), two))))
                .isEqualTo(-5403);
        assertThat(client.sql.executions).isEmpty();
    }

    @Test
    void nothing_runs_on_a_handle_under_which_nothing_is_prepared() {
        assertThat(code(bound(row(1, "a")))).isEqualTo(ErrorCode.BAD_MESSAGE.code());
        client.sql.teach("insert", insert(execution -> changed(1)));
        client.ask(Prepare.only(handle, "insert"));
        client.ask(Prepare.only(handle, "nonsense"));

        assertThat(code(bound(row(1, "a")))).isEqualTo(ErrorCode.BAD_MESSAGE.code());
    }

    @Test
    void a_text_with_binds_runs_at_once_and_stays_prepared() {
        client.sql.teach("insert", insert(execution -> changed(1)));

        executed(client.ask(direct(false, row(1, "a"))));
        executed(client.ask(bound(row(2, "b"))));

        assertThat(client.sql.executions).hasSize(2);
        assertThat(code(direct(true, row(1, "a")))).isEqualTo(ErrorCode.NOT_SUPPORTED.code());
    }

    @Test
    void out_values_come_back_in_the_declared_types() {
        List<Descriptor> parameters = List.of(
                Descriptor.parameter(INTEGER),
                new Descriptor("", TEXT, "VARCHAR", true, "", "", "", false, Descriptor.Io.OUT));
        client.sql.teach(
                "call",
                new ScriptedSql.Line(
                        StatementType.CALL,
                        parameters,
                        List.of(),
                        execution -> new Outcome(
                                StatementType.CALL,
                                0,
                                List.of(),
                                List.of(),
                                null,
                                List.of(),
                                List.of("out"),
                                "",
                                "printed",
                                TransactionStatus.NONE)));
        client.ask(Prepare.only(handle, "call"));
        Declaration out = new Declaration("", Descriptor.Io.OUT, 2, 100, 0);

        Frame reply = client.ask(
                execute(new Binds(List.of(Declaration.in(INTEGER), out), List.<@Nullable Object[]>of(row(1, null)))));

        ReplyContext context = new ReplyContext(true, List.of(DmType.VARCHAR), KeyRequest.NONE, List.of());
        Outcome outcome = ExecuteReply.decode(reply, context, FORMAT).outcome();
        assertThat(outcome.outValues()).containsExactly("out");
        assertThat(outcome.printed()).isEqualTo("printed");
    }

    @Test
    void generated_keys_are_told_to_who_asks() {
        client.sql.teach(
                "insert",
                StatementType.INSERT,
                execution -> new Outcome(
                        StatementType.INSERT,
                        1,
                        List.of(),
                        List.of(),
                        null,
                        List.of(42L),
                        List.of(),
                        "",
                        "",
                        TransactionStatus.OPEN));
        Prepare asking = new Prepare(
                handle, "insert", true, true, true, 0, Long.MAX_VALUE, false, KeyRequest.IDENTITY, 0, false);

        ReplyContext context = new ReplyContext(true, List.of(), KeyRequest.IDENTITY, List.of());
        assertThat(ExecuteReply.decode(client.ask(asking), context, FORMAT)
                        .outcome()
                        .generatedKeys())
                .containsExactly(42L);
        assertThat(client.direct(handle, "insert").outcome().generatedKeys()).isEmpty();
    }

    @Test
    void many_rows_are_fetched_in_messages_filled_to_what_drivers_rely_on() {
        teachRows(MANY);

        ExecuteReply first = client.direct(handle, "rows");

        assertThat(first.totalRows()).isEqualTo(MANY);
        List<@Nullable Object[]> rows =
                new ArrayList<>(first.outcome().resultSets().get(0).rows());
        while (rows.size() < MANY) {
            Frame frame = client.ask(new Fetch(handle, rows.size(), 1, 1, 32));
            FetchReply reply = FetchReply.decode(frame, rows.size(), COLUMNS, FORMAT);
            assertThat(reply.total()).isEqualTo(MANY);
            rows.addAll(reply.rows());
            if (rows.size() < MANY) {
                assertThat(Header.bodyLength(frame.content())).isGreaterThanOrEqualTo(32_640);
            }
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(rows.get(i)).containsExactly(i, i % 3 == 0 ? null : "row" + i);
        }
    }

    @Test
    void rows_that_were_read_to_the_end_forwards_are_let_go() {
        teachRows(MANY);
        int from = firstRows(client.direct(handle, "rows"));
        while (from < MANY) {
            from += fetch(from).rows().size();
        }

        assertThat(code(new Fetch(handle, 0, 1, 1, 32))).isEqualTo(ErrorCode.INVALID_CURSOR_OPERATION.code());
    }

    @Test
    void one_who_scrolls_may_fetch_any_row_at_any_time() {
        teachRows(MANY);
        Prepare scrolling =
                new Prepare(handle, "rows", true, true, false, 0, Long.MAX_VALUE, false, KeyRequest.NONE, 0, false);
        executed(client.ask(scrolling));

        for (int from : new int[] {MANY - 1, 5000, 0, 9999, MANY, MANY + 5}) {
            FetchReply reply = fetch(from);

            assertThat(reply.total()).isEqualTo(MANY);
            if (from < MANY) {
                assertThat(reply.rows().get(0)[0]).isEqualTo(from);
            } else {
                assertThat(reply.rows()).isEmpty();
            }
        }
        assertThat(fetch(Long.MAX_VALUE).rows()).isEmpty();
        assertThat(code(new Fetch(handle, -1, 1, 1, 32))).isEqualTo(ErrorCode.BAD_MESSAGE.code());
        assertThat(code(new Fetch(handle, 0, 1, 2, 32))).isEqualTo(ErrorCode.INVALID_CURSOR_OPERATION.code());
    }

    @Test
    void a_client_may_ask_for_larger_messages_up_to_a_limit() {
        teachRows(100_000);
        client.direct(handle, "rows");

        int small = Header.bodyLength(client.ask(new Fetch(handle, 0, 1, 1, 0)).content());
        int larger =
                Header.bodyLength(client.ask(new Fetch(handle, 0, 1, 1, 256)).content());
        int most = Header.bodyLength(
                client.ask(new Fetch(handle, 0, 1, 1, Integer.MAX_VALUE)).content());

        assertThat(small).isBetween(32_640, 32_700);
        assertThat(larger).isBetween(256 << 10, (256 << 10) + 60);
        assertThat(most).isBetween(1 << 20, (1 << 20) + 60);
    }

    @Test
    void a_cursor_ends_when_it_is_closed_or_its_handle_is_used_for_something_else() {
        teachRows(MANY);
        client.sql.teach("insert", insert(execution -> changed(1)));
        for (Request ending :
                List.of(new CloseCursor(handle), Prepare.only(handle, "insert"), Prepare.only(handle, "nonsense"))) {
            client.direct(handle, "rows");
            assertThat(fetch(1000).rows()).isNotEmpty();

            client.ask(ending);

            assertThat(code(new Fetch(handle, 0, 1, 1, 32))).isEqualTo(ErrorCode.INVALID_CURSOR_OPERATION.code());
        }
    }

    @Test
    void result_sets_of_a_call_come_one_after_the_other() {
        client.sql.teach(
                "call",
                StatementType.CALL,
                execution -> new Outcome(
                        StatementType.CALL,
                        0,
                        List.of(rows(3), rows(MANY)),
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        "",
                        "",
                        TransactionStatus.NONE));

        assertThat(firstRows(client.direct(handle, "call"))).isEqualTo(3);
        ExecuteReply second = executed(client.ask(new MoreResults(handle, 0)));
        assertThat(second.totalRows()).isEqualTo(MANY);
        FetchReply more = FetchReply.decode(client.ask(new Fetch(handle, 9_999, 1, 2, 32)), 9_999, COLUMNS, FORMAT);
        assertThat(more.rows()).hasSize(1);
        assertThat(EmptyReply.decode(client.ask(new MoreResults(handle, 0))).code())
                .isEqualTo(111);
        assertThat(code(new MoreResults(handle, 1))).isEqualTo(ErrorCode.NOT_SUPPORTED.code());
    }

    @Test
    void after_anything_else_there_are_no_more_results() {
        teachRows(1);
        client.direct(handle, "rows");

        assertThat(EmptyReply.decode(client.ask(new MoreResults(handle, 0))).code())
                .isEqualTo(111);
    }

    @Test
    void values_sent_in_pieces_take_their_places() {
        teachLobs();
        client.ask(Prepare.only(handle, "lobs"));
        List<Declaration> declarations = List.of(Declaration.in(BLOB), Declaration.in(CLOB));
        assertThat(Header.code(
                        client.ask(new PreExecute(handle, false, declarations)).content()))
                .isZero();
        ControlBlock block = ControlBlock.FIRST;
        for (String piece : List.of("大", "数据", "!")) {
            block = PutData2Reply.decode(client.ask(new PutData2(handle, 1, block, utf8(piece))))
                    .block();
        }
        assertThat(block.length()).isEqualTo(10);

        executed(client.ask(execute(new Binds(
                declarations,
                List.<@Nullable Object[]>of(row(new byte[] {1}, new OffRow.Streamed(block)), row(null, "short"))))));

        List<@Nullable Object[]> bound = client.sql.executions.get(0).rows();
        assertThat(bound.get(0)[1]).isEqualTo("大数据!");
        assertThat(bound.get(1)[1]).isEqualTo("short");
    }

    @Test
    void values_sent_in_pieces_the_old_way_take_their_places_once() {
        teachLobs();
        client.ask(Prepare.only(handle, "lobs"));
        List<Declaration> declarations = List.of(Declaration.in(BLOB), Declaration.in(CLOB));
        client.ask(new PutData(handle, 0, ByteBuffer.wrap(new byte[] {1, 2})));
        client.ask(new PutData(handle, 0, ByteBuffer.wrap(new byte[] {3})));
        client.ask(new PutData(handle, 1, utf8("text")));
        Execute empty = execute(new Binds(declarations, List.<@Nullable Object[]>of(row(new byte[0], ""))));

        executed(client.ask(empty));
        executed(client.ask(empty));

        assertThat(client.sql.executions.get(0).rows().get(0)).containsExactly(new byte[] {1, 2, 3}, "text");
        assertThat(client.sql.executions.get(1).rows().get(0)).containsExactly(new byte[0], "");
    }

    @Test
    void a_value_that_was_never_sent_or_for_another_handle_is_refused() {
        teachLobs();
        int other = client.allocate();
        client.ask(Prepare.only(handle, "lobs"));
        ControlBlock block = PutData2Reply.decode(client.ask(new PutData2(other, 1, ControlBlock.FIRST, utf8("x"))))
                .block();
        List<Declaration> declarations = List.of(Declaration.in(BLOB), Declaration.in(CLOB));

        for (ControlBlock wrong : List.of(block, ControlBlock.of(77, 1))) {
            Binds binds = new Binds(declarations, List.<@Nullable Object[]>of(row(null, new OffRow.Streamed(wrong))));
            assertThat(code(execute(binds))).isEqualTo(ErrorCode.BAD_MESSAGE.code());
            assertThat(code(new PutData2(handle, 1, wrong, utf8("y")))).isEqualTo(ErrorCode.BAD_MESSAGE.code());
        }
        assertThat(code(new PutData2(77, 1, ControlBlock.FIRST, utf8("y")))).isEqualTo(-8903);
    }

    @Test
    void handles_are_limited() {
        use(new StatementLimits(3, 10, 1000, 1000, 10));
        client.allocate();
        client.allocate();

        ErrorReply error = refused(client.ask(new io.opendcp.protocol.message.Allocate(true)), ErrorReply.Layout.OTHER);

        assertThat(error.code()).isEqualTo(ErrorCode.LIMIT.code());
        assertThat(error.message()).contains("statement handles").contains("3");
        client.ask(new io.opendcp.protocol.message.Free(handle));
        assertThat(client.allocate()).isPositive();
    }

    @Test
    void open_cursors_are_limited() {
        use(new StatementLimits(10, 2, 1L << 30, 1000, 10));
        teachRows(MANY);
        int second = client.allocate();
        int third = client.allocate();
        client.direct(handle, "rows");
        client.direct(second, "rows");
        client.direct(second, "rows");

        assertThat(refused(client.ask(Prepare.direct(third, "rows", true))).message())
                .contains("open cursors")
                .contains("2");
        client.ask(new CloseCursor(second));
        client.direct(third, "rows");
    }

    @Test
    void bytes_of_open_cursors_are_limited_and_given_back() {
        use(new StatementLimits(10, 10, 2_000_000, 1000, 10));
        teachRows(MANY);
        int second = client.allocate();
        client.direct(handle, "rows");

        assertThat(refused(client.ask(Prepare.direct(second, "rows", true))).message())
                .contains("bytes of open cursors");
        client.ask(new io.opendcp.protocol.message.Free(handle));
        client.direct(second, "rows");
    }

    @Test
    void streamed_bytes_are_limited_and_given_back() {
        use(new StatementLimits(10, 10, 1000, 1000, 10));
        ByteBuffer piece = ByteBuffer.allocate(400);
        ControlBlock block = PutData2Reply.decode(client.ask(new PutData2(handle, 0, ControlBlock.FIRST, piece)))
                .block();
        client.ask(new PutData2(handle, 0, block, piece));

        assertThat(code(new PutData2(handle, 0, block, piece))).isEqualTo(ErrorCode.LIMIT.code());
        assertThat(code(new PutData(handle, 0, piece))).isEqualTo(ErrorCode.LIMIT.code());
        client.ask(new io.opendcp.protocol.message.Free(handle));
        int next = client.allocate();
        assertThat(code(new PutData(next, 0, piece))).isZero();
        assertThat(code(new PutData2(next, 0, ControlBlock.FIRST, ByteBuffer.allocate(0))))
                .isZero();
        for (int i = 0; i < 2; i++) {
            client.ask(new PutData2(next, 0, ControlBlock.FIRST, ByteBuffer.allocate(0)));
        }
        assertThat(code(new PutData2(next, 0, ControlBlock.FIRST, ByteBuffer.allocate(0))))
                .isEqualTo(ErrorCode.LIMIT.code());
    }

    @Test
    void bound_rows_are_limited() {
        use(new StatementLimits(10, 10, 1000, 1000, 2));
        client.sql.teach("insert", insert(execution -> changed(1)));
        client.ask(Prepare.only(handle, "insert"));

        assertThat(code(bound(row(1, "a"), row(2, "b")))).isZero();
        assertThat(code(bound(row(1, "a"), row(2, "b"), row(3, "c")))).isEqualTo(ErrorCode.LIMIT.code());
    }

    private void use(StatementLimits limits) {
        client = new SessionUnderTest(limits);
        handle = client.allocate();
    }

    private void teachRows(int count) {
        client.sql.teach(
                "rows",
                new ScriptedSql.Line(
                        StatementType.SELECT,
                        List.of(),
                        COLUMNS,
                        execution -> Outcome.rows(StatementType.SELECT, rows(count), TransactionStatus.NONE)));
    }

    private void teachLobs() {
        client.sql.teach(
                "lobs",
                new ScriptedSql.Line(
                        StatementType.INSERT,
                        List.of(Descriptor.parameter(BLOB), Descriptor.parameter(CLOB)),
                        List.of(),
                        execution -> changed(1)));
    }

    private static ScriptedSql.Line insert(java.util.function.Function<Execution, Outcome> answer) {
        return new ScriptedSql.Line(
                StatementType.INSERT,
                List.of(Descriptor.parameter(INTEGER), Descriptor.parameter(TEXT)),
                List.of(),
                answer);
    }

    private Execute bound(@Nullable Object[]... rows) {
        return execute(new Binds(List.of(Declaration.in(INTEGER), Declaration.in(TEXT)), Arrays.asList(rows)));
    }

    private Execute execute(Binds binds) {
        return new Execute(handle, ExecuteOptions.plain(false), KeyRequest.NONE, binds);
    }

    private ExecuteDirect direct(boolean named, @Nullable Object[] row) {
        return new ExecuteDirect(
                handle,
                "insert",
                ExecuteOptions.plain(true),
                named,
                0,
                KeyRequest.NONE,
                new Binds(List.of(Declaration.in(INTEGER), Declaration.in(TEXT)), List.<@Nullable Object[]>of(row)));
    }

    private int code(Request request) {
        return Header.code(client.ask(request).content());
    }

    private FetchReply fetch(long from) {
        return FetchReply.decode(client.ask(new Fetch(handle, from, 1, 1, 32)), from, COLUMNS, FORMAT);
    }

    private static int firstRows(ExecuteReply reply) {
        return reply.outcome().resultSets().get(0).rows().size();
    }

    private static RowSet rows(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i, i % 3 == 0 ? null : "row" + i));
        }
        return new RowSet(COLUMNS, rows);
    }

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static ByteBuffer utf8(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Outcome changed(long count) {
        return Outcome.changed(StatementType.INSERT, count, TransactionStatus.OPEN);
    }
}
