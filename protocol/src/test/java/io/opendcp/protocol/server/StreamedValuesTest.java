package io.opendcp.protocol.server;

import static io.opendcp.protocol.server.SessionUnderTest.executed;
import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.ControlBlock;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.Execute;
import io.opendcp.protocol.message.ExecuteOptions;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.message.PreExecute;
import io.opendcp.protocol.message.Prepare;
import io.opendcp.protocol.message.PutData;
import io.opendcp.protocol.message.PutData2;
import io.opendcp.protocol.message.PutData2Reply;
import io.opendcp.protocol.message.Request;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Bound values that come before their execution, in pieces. */
class StreamedValuesTest {
    private static final TypeSpec CLOB = new TypeSpec(DmType.CLOB, Integer.MAX_VALUE, 0);
    private static final TypeSpec BLOB = new TypeSpec(DmType.BLOB, Integer.MAX_VALUE, 0);

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

    private void teachLobs() {
        client.sql.teach(
                "lobs",
                new ScriptedSql.Line(
                        StatementType.INSERT,
                        List.of(Descriptor.parameter(BLOB), Descriptor.parameter(CLOB)),
                        List.of(),
                        execution -> changed(1)));
    }

    private Execute execute(Binds binds) {
        return new Execute(handle, ExecuteOptions.plain(false), KeyRequest.NONE, binds);
    }

    private int code(Request request) {
        return Header.code(client.ask(request).content());
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
