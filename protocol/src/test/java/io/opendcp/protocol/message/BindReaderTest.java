package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.Golden;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
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
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BindReaderTest {
    private static final WireFormat FORMAT = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final TypeSpec INTEGER = new TypeSpec(DmType.INTEGER, 4, 0);
    private static final TypeSpec TEXT = new TypeSpec(DmType.VARCHAR, 20, 0);
    private static final LobLocator COPIED = LobLocator.outOfRow(
            new LobAddress(1001, 2, 1, 50), LobLocator.UNTOLD, new LobOwner(1111, 3, new RowId(1, 0, 7)));

    @Test
    void a_recorded_batch_is_read_without_moving_anything() {
        ByteBuf frame = Golden.frame("statement-batch-request");
        String before = ByteBufUtil.hexDump(frame);

        BindReader binds = ExecuteView.binds(frame, FORMAT);

        assertThat(binds.rows()).isEqualTo(2);
        assertThat(binds.parameters()).isEqualTo(3);
        assertThat(binds.declaration(1)).isEqualTo(Declaration.in(TEXT));
        assertThat(binds.value(1, 1)).isNull();
        assertThat(binds.value(0, 1)).isInstanceOf(String.class);
        assertThat(binds.value(1, 0)).isInstanceOf(Integer.class);
        assertThat(ByteBufUtil.hexDump(frame)).isEqualTo(before);
    }

    @Test
    void values_are_found_in_any_order() {
        for (long seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            int rows = 1 + random.nextInt(20);
            ByteBuf frame = execute(rows).encode(Unpooled.buffer(), FORMAT);
            BindReader binds = ExecuteView.binds(frame, FORMAT);
            for (int look = 0; look < 100; look++) {
                int row = random.nextInt(rows);

                assertThat(binds.value(row, 0)).as("seed %d", seed).isEqualTo(row);
                assertThat(binds.value(row, 1)).as("seed %d", seed).isNull();
                assertThat(binds.value(row, 2)).as("seed %d", seed).isEqualTo(text(row));
            }
        }
    }

    @Test
    void of_a_frame_that_is_not_all_here_what_is_here_is_read() {
        ByteBuf frame = execute(100).encode(Unpooled.buffer(), FORMAT);
        int whole = frame.writerIndex();
        for (int here = whole; here > whole - 400; here--) {
            frame.writerIndex(here);
            BindReader binds = ExecuteView.binds(frame, FORMAT);

            assertThat(binds.value(0, 0)).isEqualTo(0);
            assertThat(binds.value(99, 2)).isEqualTo(here == whole ? text(99) : new OffRow.Missing());
        }
    }

    @Test
    void declarations_that_are_not_all_here_are_refused() {
        ByteBuf frame = execute(1).encode(Unpooled.buffer(), FORMAT).writerIndex(Header.LENGTH + 20);

        assertThatThrownBy(() -> ExecuteView.binds(frame, FORMAT)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void rows_and_parameters_that_are_not_bound_are_our_own_mistake() {
        BindReader binds = ExecuteView.binds(execute(1).encode(Unpooled.buffer(), FORMAT), FORMAT);

        assertThatThrownBy(() -> binds.value(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> binds.value(0, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void marks_are_recognised() {
        ByteBuf body = Unpooled.buffer();
        declare(body, DmType.BLOB.code(), 0);
        declare(body, DmType.CLOB.code(), 0);
        declare(body, 120, 32768);
        declare(body, 117, 4);
        body.writeIntLE(7);
        declare(body, DmType.VARCHAR.code(), 20);
        body.writeShortLE(0xFFFB);
        int locator = body.writerIndex();
        COPIED.write(body, FORMAT);
        body.writeShortLE(0xFFFA);
        body.writeShortLE(4).writeIntLE(9);
        body.writeShortLE(0xFFFF).writeIntLE(70_000).writeZero(70_000);
        body.writeShortLE(1).writeByte('x');

        BindReader binds = BindReader.of(body, 5, 1, false, FORMAT);

        assertThat(binds.value(0, 0)).isEqualTo(new OffRow.LobCopy(COPIED));
        assertThat(binds.lobCopyAt(0, 0)).isEqualTo(locator);
        assertThat(binds.lobCopyAt(0, 1)).isNegative();
        LobLocator.setId(body, locator, 77);
        assertThat(((OffRow.LobCopy) Objects.requireNonNull(binds.value(0, 0)))
                        .locator()
                        .address())
                .isEqualTo(new LobAddress(77, 2, 1, 50));
        assertThat(binds.value(0, 1)).isEqualTo("");
        assertThat(binds.value(0, 2)).isEqualTo(new OffRow.NotScalar(120));
        assertThat(binds.value(0, 3)).isEqualTo(new OffRow.NotScalar(117));
        assertThat(binds.value(0, 4)).isEqualTo("x");
    }

    @Test
    void lengths_that_lie_are_refused_or_missing() {
        assertThatThrownBy(() -> single(0xFFF0, 100).value(0, 0)).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> single(0xFFFF, -1).value(0, 0)).isInstanceOf(ProtocolException.class);
        assertThat(single(0xFFFF, Integer.MAX_VALUE).value(0, 0)).isEqualTo(new OffRow.Missing());
        assertThat(single(5, 0).value(0, 0)).isEqualTo(new OffRow.Missing());
        assertThatThrownBy(() -> BindReader.of(Unpooled.buffer(), 0, -1, false, FORMAT))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void names_of_parameters_are_read() {
        List<Declaration> named = List.of(new Declaration("P", Descriptor.Io.IN, 7, 4, 0));
        ByteBuf frame = new PreExecute(3, true, named).encode(Unpooled.buffer(), FORMAT);

        assertThat(PreExecute.decode(new io.opendcp.protocol.frame.Frame(frame), FORMAT)
                        .declarations())
                .isEqualTo(named);
    }

    private static BindReader single(int mark, int length) {
        ByteBuf body = Unpooled.buffer();
        declare(body, DmType.VARCHAR.code(), 20);
        return BindReader.of(body.writeShortLE(mark).writeIntLE(length), 1, 1, false, FORMAT);
    }

    private static void declare(ByteBuf body, int type, int precision) {
        body.writeByte(0).writeIntLE(type).writeIntLE(precision).writeIntLE(0);
    }

    private static Execute execute(int count) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            rows.add(new @Nullable Object[] {row, null, text(row)});
        }
        Declaration out = new Declaration("", Descriptor.Io.OUT, DmType.VARCHAR.code(), 20, 0);
        Binds binds = new Binds(List.of(Declaration.in(INTEGER), out, Declaration.in(TEXT)), rows);
        return new Execute(1, ExecuteOptions.plain(true), KeyRequest.IDENTITY, binds);
    }

    private static String text(int row) {
        return "é".repeat(row % 7);
    }
}
