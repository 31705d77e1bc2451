package io.opendcp.protocol.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.distribution.DistributionReply.Ep;
import io.opendcp.protocol.frame.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Message 112, spelled by hand from the table of {@code docs/protocol/distribution.md} 6.2. */
class DistributionReplyTest {
    private static final Charset CHARSET = StandardCharsets.UTF_8;
    /** Two EPs; hash over column 0; a bounds block of two bytes; a map 0, 1, 1. */
    private static final String HASHED = "0200"
            + "0000" + "0900" + "3132372e302e302e31" + "74140000"
            + "0100" + "0900" + "3132372e302e302e32" + "75140000"
            + "0200" + "0100" + "0000" + "02000000" + "abcd" + "03000000" + "0000" + "0100" + "0100";

    private static final List<Ep> EPS = List.of(new Ep(0, "127.0.0.1", 5236), new Ep(1, "127.0.0.2", 5237));

    @Test
    void request_is_two_short_texts() {
        ByteBuf body = Unpooled.buffer();
        DistributionRequest request = new DistributionRequest("SYSDBA", "T");

        request.encode(body, CHARSET);

        assertThat(ByteBufUtil.hexDump(body)).isEqualTo("0600" + "535953444241" + "0100" + "54");
        assertThat(DistributionRequest.decode(body, CHARSET)).isEqualTo(request);
    }

    @Test
    void reply_of_a_hash_table_is_read_and_written() {
        DistributionReply expected = new DistributionReply(
                EPS,
                DistributionReply.HASH,
                List.of(0),
                ByteBuffer.wrap(new byte[] {(byte) 0xab, (byte) 0xcd}),
                List.of(0, 1, 1));
        ByteBuf body = Unpooled.buffer();

        expected.encode(body, CHARSET);

        assertThat(ByteBufUtil.hexDump(body)).isEqualTo(HASHED);
        assertThat(DistributionReply.decode(body, CHARSET)).isEqualTo(expected);
    }

    @Test
    void reply_without_eps_or_without_kind_ends_there() {
        assertThat(DistributionReply.decode(bytes("0000"), CHARSET))
                .isEqualTo(DistributionReply.keyless(List.of(), DistributionReply.NONE));
        assertThat(DistributionReply.decode(bytes("ffff"), CHARSET))
                .isEqualTo(DistributionReply.keyless(List.of(), DistributionReply.NONE));
        ByteBuf body = Unpooled.buffer();
        DistributionReply none = DistributionReply.keyless(EPS, DistributionReply.NONE);
        none.encode(body, CHARSET);
        assertThat(DistributionReply.decode(body, CHARSET)).isEqualTo(none);
        assertThat(body.isReadable()).isFalse();
    }

    @Test
    void a_reply_cut_anywhere_is_a_broken_protocol() {
        for (int length = 0; length < HASHED.length(); length += 2) {
            ByteBuf cut = bytes(HASHED.substring(0, length));
            assertThatThrownBy(() -> DistributionReply.decode(cut, CHARSET)).isInstanceOf(ProtocolException.class);
        }
    }

    @Test
    void counts_past_their_limit_name_it() {
        assertThatThrownBy(() -> DistributionReply.decode(bytes("0104"), CHARSET))
                .isInstanceOf(ProtocolException.class)
                .hasMessage("1025 EPs; at most 1024");
        String endless = HASHED.replace("0300000000000100", "ffffff7f00000100");
        assertThatThrownBy(() -> DistributionReply.decode(bytes(endless), CHARSET))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("at most 65536");
        assertThatThrownBy(() -> DistributionRequest.decode(bytes("8100"), CHARSET))
                .hasMessage("129 bytes of text; at most 128");
    }

    private static ByteBuf bytes(String hex) {
        return Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
    }
}
