package io.opendcp.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.message.EmptyReply;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameCutterTest {
    private static ByteBuf frames() {
        ByteBuf frames = new EmptyReply(Command.COMMIT, 0, 0).encode(Unpooled.buffer());
        ByteBuf second = Header.open(Unpooled.buffer(), Command.PREPARE, 7, 0);
        second.writeBytes(new byte[] {1, 2, 3});
        return frames.writeBytes(Header.close(second));
    }

    private static List<String> seen(int piece) {
        List<String> seen = new ArrayList<>();
        FrameCutter cutter = new FrameCutter((command, length, hash) -> seen.add(command + " " + length + " " + hash));
        ByteBuf frames = frames();
        while (frames.isReadable()) {
            cutter.pass(frames.readSlice(Math.min(piece, frames.readableBytes())));
        }
        return seen;
    }

    @Test
    void the_same_frames_are_seen_however_they_are_cut_into_pieces() {
        List<String> whole = seen(1000);

        assertThat(whole).hasSize(2);
        assertThat(whole.get(0)).startsWith(Command.COMMIT.code() + " 64 ");
        assertThat(whole.get(1)).startsWith(Command.PREPARE.code() + " 67 ");
        for (int piece = 1; piece < 140; piece++) {
            assertThat(seen(piece)).as("pieces of %d bytes", piece).isEqualTo(whole);
        }
    }

    @Test
    void nothing_is_taken() {
        ByteBuf frames = frames();
        int readable = frames.readableBytes();
        new FrameCutter((command, length, hash) -> {}).pass(frames);

        assertThat(frames.readableBytes()).isEqualTo(readable);
    }
}
