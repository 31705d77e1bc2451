package io.opendcp.protocol.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.type.LobAddress;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

class LobMessageTest {
    private static final WireFormat NEW = new WireFormat(11, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final WireFormat OLD = new WireFormat(0, StandardCharsets.UTF_8, Language.ENGLISH);
    private static final LobAddress ADDRESS = new LobAddress(0x1122334455667788L, 2, 1, 50);
    private static final LobOwner OWNER = new LobOwner(1111, 3, new RowId(1, 0, 7));
    private static final LobOwner FIELD = new LobOwner(1111, 3, LobOwner.SESSION.row());
    private static final LobPosition POSITION = new LobPosition(1, 60, 32_000);
    private static final ByteBuffer DATA = ByteBuffer.wrap(new byte[] {7, 8, 9}).asReadOnlyBuffer();

    private static final Map<Request, BiFunction<Frame, WireFormat, Request>> REQUESTS = Map.of(
            new LobLength(true, ADDRESS, OWNER, -1), LobLength::decode,
            new ReadLob(true, false, ADDRESS, OWNER, POSITION, 77, 16_000, -1), ReadLob::decode,
            new WriteLob(true, WriteLob.WHOLE, ADDRESS, POSITION, OWNER, 77, DATA, -1), WriteLob::decode,
            new TruncateLob(false, ADDRESS, OWNER, 5, -1), TruncateLob::decode,
            new GetLobs(100, List.of(new GetLobs.Wanted(false, FIELD, ADDRESS))),
                    (frame, format) -> GetLobs.decode(frame));

    @Test
    void requests_survive_a_round_trip_whatever_was_agreed_on() {
        for (WireFormat format : List.of(NEW, OLD, NEW.lobs(true, false))) {
            REQUESTS.forEach((request, decode) -> {
                ByteBuf out = request.encode(Unpooled.buffer(), format);

                assertThat(decode.apply(new Frame(out), format)).isEqualTo(request);
            });
        }
    }

    @Test
    void requests_have_the_lengths_of_the_notes() {
        assertThat(bodies(NEW)).containsExactlyInAnyOrder(35, 61, 65, 43, 23);
        assertThat(bodies(OLD)).containsExactlyInAnyOrder(39, 57, 61, 43, 23);
    }

    @Test
    void a_write_has_the_bytes_of_the_notes() {
        ByteBuf out = new WriteLob(true, WriteLob.WHOLE, ADDRESS, POSITION, OWNER, 77, DATA, -1)
                .encode(Unpooled.buffer(), OLD);

        assertThat(ByteBufUtil.hexDump(out.skipBytes(Header.LENGTH)))
                .isEqualTo("01" + "03" + "8877665544332211" + "0200" + "0100" + "32000000" + "0100" + "3c000000"
                        + "007d0000" + "57040000" + "0300" + "0700000000000004" + "4d000000" + "03000000" + "070809"
                        + "ffffffffffffffff");
    }

    @Test
    void replies_survive_a_round_trip_whatever_was_agreed_on() {
        for (WireFormat format : List.of(NEW, OLD)) {
            LobLengthReply length = new LobLengthReply(50_000);
            assertThat(LobLengthReply.decode(frame(length.encode(Unpooled.buffer(), format)), format))
                    .isEqualTo(length);
            ReadLobReply read = new ReadLobReply(true, POSITION, DATA, 3);
            assertThat(ReadLobReply.decode(frame(read.encode(Unpooled.buffer(), format)), format))
                    .isEqualTo(read);
            WriteLobReply written = new WriteLobReply(3, LobAddress.inRow(5), POSITION);
            assertThat(WriteLobReply.decode(frame(written.encode(Unpooled.buffer()))))
                    .isEqualTo(written);
            TruncateLobReply cut = new TruncateLobReply(5, 99);
            assertThat(TruncateLobReply.decode(frame(cut.encode(Unpooled.buffer(), format)), format))
                    .isEqualTo(cut);
            GetLobsReply several = new GetLobsReply(List.of(DATA, ByteBuffer.allocate(0)));
            assertThat(GetLobsReply.decode(frame(several.encode(Unpooled.buffer()))))
                    .isEqualTo(several);
        }
    }

    @Test
    void ids_are_seen_and_changed_where_they_lie() {
        for (WireFormat format : List.of(NEW, OLD)) {
            REQUESTS.forEach((request, decode) -> {
                ByteBuf out = request.encode(Unpooled.buffer(), format);
                assertThat(LobView.about(Header.command(out))).isTrue();
                assertThat(LobView.count(out)).isEqualTo(1);
                assertThat(LobView.id(out, 0)).isEqualTo(ADDRESS.id());
                assertThat(LobView.table(out, 0, format)).isEqualTo(1111);
                assertThat(LobView.column(out, 0, format)).isEqualTo(3);

                LobView.setId(out, 0, 42);

                assertThat(decode.apply(new Frame(out), format).toString())
                        .isEqualTo(request.toString().replace("id=" + ADDRESS.id(), "id=42"));
            });
            ByteBuf written = new WriteLobReply(3, ADDRESS, POSITION).encode(Unpooled.buffer());
            assertThat(LobView.writtenId(written)).isEqualTo(ADDRESS.id());
            LobView.setWrittenId(written, 42);
            assertThat(WriteLobReply.decode(new Frame(written)).address().id()).isEqualTo(42);
            ByteBuf cut = new TruncateLobReply(5, 99).encode(Unpooled.buffer(), format);
            assertThat(LobView.truncatedId(cut, format)).isEqualTo(99);
            LobView.setTruncatedId(cut, 42, format);
            assertThat(TruncateLobReply.decode(new Frame(cut), format)).isEqualTo(new TruncateLobReply(5, 42));
        }
    }

    @Test
    void the_second_of_several_has_an_id_of_its_own() {
        GetLobs.Wanted second = new GetLobs.Wanted(true, new LobOwner(5, 6, FIELD.row()), LobAddress.inRow(4));
        ByteBuf out = new GetLobs(100, List.of(new GetLobs.Wanted(false, FIELD, ADDRESS), second))
                .encode(Unpooled.buffer(), NEW);

        assertThat(LobView.count(out)).isEqualTo(2);
        assertThat(LobView.id(out, 1)).isEqualTo(4);
        assertThat(LobView.table(out, 1, NEW)).isEqualTo(5);
        assertThat(LobView.column(out, 1, NEW)).isEqualTo(6);
        assertThatThrownBy(() -> LobView.id(out, 2)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void what_is_cut_off_anywhere_is_refused() {
        for (WireFormat format : List.of(NEW, OLD)) {
            REQUESTS.forEach((request, decode) -> {
                ByteBuf out = request.encode(Unpooled.buffer(), format);
                for (int end = Header.LENGTH; end < out.readableBytes(); end++) {
                    Frame frame = new Frame(out.copy(0, end));
                    assertThatThrownBy(() -> decode.apply(frame, format)).isInstanceOf(ProtocolException.class);
                }
            });
        }
    }

    private static List<Integer> bodies(WireFormat format) {
        return REQUESTS.keySet().stream()
                .map(request -> request.encode(Unpooled.buffer(), format).readableBytes() - Header.LENGTH)
                .toList();
    }

    private static Frame frame(ByteBuf bytes) {
        return new Frame(bytes);
    }
}
