package io.opendcp.protocol.type;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class LobCodecTest {
    private static final WireFormat NEW = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final WireFormat OLD = new WireFormat(0, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final WireFormat WITHOUT_OWNER = NEW.lobs(false, false);
    private static final LobAddress ADDRESS = new LobAddress(1001, 2, 1, 50);
    private static final LobOwner OWNER = new LobOwner(1111, 3, new RowId(1, 0, 7));

    @Test
    void a_locator_has_the_bytes_of_the_notes() {
        assertThat(hex(LobLocator.outOfRow(ADDRESS, 100_000, OWNER), NEW))
                .isEqualTo("02" + "e903000000000000" + "a0860100" + "0200" + "0100" + "32000000" + "57040000" + "0300"
                        + "0001" + "00000000" + "000000000007" + "ffffffffffffffff");
        LobLocator large = new LobLocator(LobLocator.Kind.LONG, ADDRESS, 5L << 32, OWNER, -1);
        assertThat(hex(large, NEW)).startsWith("04").endsWith("0000000005000000");
        assertThat(hex(LobLocator.outOfRow(ADDRESS, LobLocator.UNTOLD, OWNER), OLD))
                .isEqualTo("02" + "e903000000000000" + "ffffffff" + "0200" + "0100" + "32000000" + "57040000" + "0300"
                        + "0700000000000004" + "ffffffffffffffff");
        assertThat(hex(LobLocator.outOfRow(ADDRESS, 5, OWNER), WITHOUT_OWNER)).hasSize(2 * 21);
        assertThat(hex(LobLocator.inRow(9, 5, OWNER), WITHOUT_OWNER)).hasSize(2 * 13);
    }

    @Test
    void locators_of_every_kind_survive_a_round_trip() {
        for (WireFormat format : List.of(NEW, OLD, WITHOUT_OWNER)) {
            for (LobLocator locator : List.of(
                    LobLocator.inRow(12, 3, OWNER),
                    LobLocator.outOfRow(ADDRESS, 100_000, OWNER),
                    LobLocator.outOfRow(ADDRESS, LobLocator.UNTOLD, LobOwner.SESSION),
                    new LobLocator(LobLocator.Kind.LONG, ADDRESS, 70_000, OWNER, -1))) {
                ByteBuf out = Unpooled.buffer();

                locator.write(out, format);

                assertThat(out.readableBytes()).isEqualTo(LobLocator.length(locator.kind(), format));
                assertThat(LobLocator.id(out, 0)).isEqualTo(locator.address().id());
                LobLocator read = LobLocator.read(out, format);
                assertThat(out.isReadable()).isFalse();
                assertThat(read.owner()).isEqualTo(format.newLobs() ? locator.owner() : LobOwner.SESSION);
                assertThat(read.length()).isEqualTo(locator.length());
                assertThat(read.address()).isEqualTo(locator.address());
                assertThat(read.kind()).isEqualTo(locator.kind());
            }
        }
    }

    @Test
    void its_id_table_and_column_are_found_where_they_lie() {
        ByteBuf bytes = Unpooled.buffer().writeZero(5);
        LobLocator.outOfRow(ADDRESS, 100_000, OWNER).write(bytes, NEW);

        LobLocator.setId(bytes, 5, -3);

        assertThat(LobLocator.id(bytes, 5)).isEqualTo(-3);
        assertThat(LobLocator.table(bytes, 5, NEW)).isEqualTo(1111);
        assertThat(LobLocator.column(bytes, 5, NEW)).isEqualTo(3);
        assertThat(LobLocator.table(bytes, 5, WITHOUT_OWNER)).isEqualTo(-1);
        assertThat(LobLocator.read(bytes.skipBytes(5), NEW))
                .isEqualTo(LobLocator.outOfRow(new LobAddress(-3, 2, 1, 50), 100_000, OWNER));
    }

    @Test
    void a_lob_in_a_row_stands_behind_its_locator() {
        for (WireFormat format : List.of(NEW, OLD)) {
            for (Object value : List.of("lob", new TableLob(12, OWNER, "lob"))) {
                ByteBuf out = Unpooled.buffer();

                LobCodec.write(out, DmType.CLOB, value, format);

                assertThat(out.readableBytes()).isEqualTo((format.longRowIds() ? 47 : 43) + 3);
                assertThat(out.getUnsignedIntLE(9)).isEqualTo(3);
                assertThat(LobLocator.table(out, 0, format)).isEqualTo("lob".equals(value) ? -1 : 1111);
                assertThat(LobCodec.read(out, out.readableBytes(), DmType.CLOB, format))
                        .isEqualTo("lob");
            }
        }
    }

    @Test
    void a_lob_out_of_row_is_read_as_its_locator() {
        LobLocator locator = LobLocator.outOfRow(ADDRESS, 100_000, OWNER);
        ByteBuf out = Unpooled.buffer();

        LobCodec.write(out, DmType.BLOB, locator, NEW);

        assertThat(LobCodec.read(out, 47, DmType.BLOB, NEW)).isEqualTo(locator);
    }

    @Test
    void what_is_no_locator_is_refused() {
        ByteBuf elsewhere = Unpooled.buffer().writeByte(2).writeZero(60);

        assertThatThrownBy(() -> LobCodec.read(elsewhere.duplicate(), 46, DmType.BLOB, NEW))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> LobCodec.read(elsewhere.duplicate(), 48, DmType.BLOB, NEW))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> LobCodec.read(elsewhere.duplicate().setByte(0, 3), 47, DmType.BLOB, NEW))
                .isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> LobCodec.read(Unpooled.buffer(), 0, DmType.BLOB, NEW))
                .isInstanceOf(ProtocolException.class);
    }

    private static String hex(LobLocator locator, WireFormat format) {
        ByteBuf out = Unpooled.buffer();
        locator.write(out, format);
        return ByteBufUtil.hexDump(out);
    }
}
