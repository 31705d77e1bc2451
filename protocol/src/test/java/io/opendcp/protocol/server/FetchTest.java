package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.FORMAT;
import static io.opendcp.protocol.server.SessionUnderTest.executed;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.CloseCursor;
import io.opendcp.protocol.message.EmptyReply;
import io.opendcp.protocol.message.ExecuteReply;
import io.opendcp.protocol.message.Fetch;
import io.opendcp.protocol.message.FetchReply;
import io.opendcp.protocol.message.MoreResults;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that are asked for after the first message, and further result sets. */
class FetchTest {
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 100, 0);
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

    private void teachRows(int count) {
        client.sql.teach(
                "rows",
                new ScriptedSql.Line(
                        StatementType.SELECT,
                        List.of(),
                        COLUMNS,
                        execution -> Outcome.rows(StatementType.SELECT, rows(count), TransactionStatus.NONE)));
    }

    private static ScriptedSql.Line insert(java.util.function.Function<Execution, Outcome> answer) {
        return new ScriptedSql.Line(
                StatementType.INSERT,
                List.of(Descriptor.parameter(INTEGER), Descriptor.parameter(TEXT)),
                List.of(),
                answer);
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

    private static Outcome changed(long count) {
        return Outcome.changed(StatementType.INSERT, count, TransactionStatus.OPEN);
    }
}
