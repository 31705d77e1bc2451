package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.CloseCursor;
import io.opendcp.protocol.message.ControlBlock;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.ErrorReply;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PutData;
import io.opendcp.protocol.message.PutData2;
import io.opendcp.protocol.message.PutData2Reply;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every limit of what a session holds is hit, and what was held is given back. */
class StatementLimitsTest {
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

    private int code(Request request) {
        return Header.code(client.ask(request).content());
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
