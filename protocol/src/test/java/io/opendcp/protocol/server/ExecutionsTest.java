package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.FORMAT;
import static io.opendcp.protocol.server.SessionUnderTest.executed;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteDirect;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PrepareReply;
import io.opendcp.protocol.message.ReplyContext;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Preparing, binding and running. */
class ExecutionsTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);

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

    private static @Nullable Object[] row(@Nullable Object... values) {
        return values;
    }

    private static Outcome changed(long count) {
        return Outcome.changed(StatementType.INSERT, count, TransactionStatus.OPEN);
    }
}
