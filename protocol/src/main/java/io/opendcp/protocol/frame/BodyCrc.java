package io.opendcp.protocol.frame;

import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/**
 * The other checksum: a CRC-32 behind the body, counted in the body length. We neither ask for it nor grant it, because
 * a relay that changes a handle would have to sum up the whole body again. Source: {@code docs/protocol/session.md} 2.2.
 */
public final class BodyCrc {
    private static final int LENGTH = Integer.BYTES;

    private BodyCrc() {}

    /** Appends the checksum to a whole frame without one, in place. */
    public static void append(ByteBuf frame) {
        frame.setIntLE(frame.readerIndex() + 6, Header.bodyLength(frame) + LENGTH);
        frame.setByte(frame.readerIndex() + 19, 0);
        frame.writeIntLE(sum(frame, frame.readableBytes()));
    }

    /**
     * Takes the checksum off a whole frame and seals its header instead.
     *
     * @throws ProtocolException if it does not match, or there is no room for one
     */
    public static void strip(ByteBuf frame) {
        int covered = frame.readableBytes() - LENGTH;
        if (covered < Header.LENGTH) {
            throw new ProtocolException("frame of " + frame.readableBytes() + " bytes has no body checksum");
        }
        if (frame.getIntLE(frame.readerIndex() + covered) != sum(frame, covered)) {
            throw new ProtocolException("body checksum does not match");
        }
        frame.writerIndex(frame.writerIndex() - LENGTH);
        frame.setIntLE(frame.readerIndex() + 6, Header.bodyLength(frame) - LENGTH);
        Header.seal(frame);
    }

    private static int sum(ByteBuf frame, int covered) {
        CRC32 crc = new CRC32();
        for (ByteBuffer part : frame.nioBuffers(frame.readerIndex(), covered)) {
            crc.update(part);
        }
        return (int) crc.getValue();
    }
}
