package io.opendcp.protocol.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrameDecoderTest {
    @Test
    void frames_come_out_the_same_however_the_bytes_are_cut() {
        for (long seed = 0; seed < 50; seed++) {
            SplittableRandom chance = new SplittableRandom(seed);
            EmbeddedChannel channel = new EmbeddedChannel(FrameDecoder.whole(10_000));
            ByteBuf stream = Unpooled.buffer();
            int frames = 1 + chance.nextInt(5);
            for (int i = 0; i < frames; i++) {
                stream.writeBytes(frame(i + 1, chance.nextInt(300)));
            }

            while (stream.isReadable()) {
                channel.writeInbound(
                        stream.readRetainedSlice(Math.min(stream.readableBytes(), 1 + chance.nextInt(90))));
            }

            for (int i = 0; i < frames; i++) {
                Frame frame = channel.readInbound();
                assertThat(frame.handle()).as("seed %d", seed).isEqualTo(i + 1);
                assertThat(frame.whole()).isTrue();
                frame.release();
            }
            assertThat(channel.finish()).isFalse();
            stream.release();
        }
    }

    @Test
    void a_long_frame_comes_in_pieces_that_add_up() {
        EmbeddedChannel channel = new EmbeddedChannel(FrameDecoder.streaming(100, 10_000));
        ByteBuf bytes = frame(7, 936);
        while (bytes.isReadable()) {
            channel.writeInbound(bytes.readRetainedSlice(Math.min(bytes.readableBytes(), 333)));
        }
        bytes.release();

        Frame head = channel.readInbound();
        assertThat(head.following()).isEqualTo(900);
        int pieces = 0;
        boolean last = false;
        for (FrameChunk chunk = channel.readInbound(); chunk != null; chunk = channel.readInbound()) {
            pieces += chunk.content().readableBytes();
            last = chunk.last();
            chunk.release();
        }
        assertThat(pieces).isEqualTo(900);
        assertThat(last).isTrue();
        head.release();
        channel.finishAndReleaseAll();
    }

    @Test
    void a_frame_of_the_longest_length_passes_and_one_byte_more_does_not() {
        EmbeddedChannel channel = new EmbeddedChannel(FrameDecoder.whole(164));
        channel.writeInbound(frame(1, 100));
        channel.<Frame>readInbound().release();

        assertThatThrownBy(() -> channel.writeInbound(frame(1, 101)))
                .isInstanceOf(DecoderException.class)
                .cause()
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("101 bytes; at most 100");
        channel.finishAndReleaseAll();
    }

    @Test
    void a_wrong_checksum_or_a_negative_length_ends_the_reading() {
        for (int offset : new int[] {6, 9, 19}) {
            EmbeddedChannel channel = new EmbeddedChannel(FrameDecoder.whole(1000));
            ByteBuf bad = frame(1, 10);
            bad.setByte(offset, 0x80 ^ bad.getByte(offset));
            assertThatThrownBy(() -> channel.writeInbound(bad)).cause().isInstanceOf(ProtocolException.class);

            channel.writeInbound(frame(2, 0));

            assertThat(channel.<Frame>readInbound()).isNull();
            channel.finishAndReleaseAll();
        }
    }

    @Test
    void it_tells_whether_it_is_amid_a_frame() {
        FrameDecoder decoder = FrameDecoder.whole(1000);
        EmbeddedChannel channel = new EmbeddedChannel(decoder);
        ByteBuf bytes = frame(1, 10);

        assertThat(decoder.amidFrame()).isFalse();
        channel.writeInbound(bytes.readRetainedSlice(70));
        assertThat(decoder.amidFrame()).isTrue();
        channel.writeInbound(bytes);
        assertThat(decoder.amidFrame()).isFalse();
        channel.<Frame>readInbound().release();
        channel.finishAndReleaseAll();
    }

    private static ByteBuf frame(int handle, int bodyLength) {
        ByteBuf bytes = Unpooled.buffer().writeZero(Header.LENGTH + bodyLength);
        bytes.setIntLE(0, handle);
        bytes.setShortLE(4, Command.PREPARE.code());
        bytes.setIntLE(6, bodyLength);
        Header.seal(bytes);
        return bytes;
    }
}
