package io.opendcp.simulation;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;
import java.util.zip.CRC32C;

/** Cuts one direction of a connection into frames as it passes, however it is cut into pieces; looks, and takes nothing. */
final class FrameCutter {
    /** Who is told of each whole frame. */
    interface Told {
        /**
         * @param command as it travels
         * @param length header included
         * @param hash CRC-32C of all of it
         */
        void frame(int command, int length, long hash);
    }

    private static final int COMMAND = 4;
    private static final int BODY_LENGTH = 6;

    private final Told told;
    private final byte[] header = new byte[Header.LENGTH];
    private final CRC32C hash = new CRC32C();
    private int headerBytes;
    private int command;
    private int length;
    private int left;

    FrameCutter(Told told) {
        this.told = told;
    }

    void pass(ByteBuf bytes) {
        int from = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (from < end) {
            boolean inHeader = headerBytes < Header.LENGTH;
            int piece = Math.min(end - from, inHeader ? Header.LENGTH - headerBytes : left);
            if (inHeader) {
                bytes.getBytes(from, header, headerBytes, piece);
                hash.update(header, headerBytes, piece);
                headerBytes += piece;
                if (headerBytes == Header.LENGTH) {
                    headerRead();
                }
            } else {
                hash.update(bytes.nioBuffer(from, piece));
                left -= piece;
            }
            from += piece;
            if (headerBytes == Header.LENGTH && left == 0) {
                told.frame(command, length, hash.getValue());
                headerBytes = 0;
                hash.reset();
            }
        }
    }

    private void headerRead() {
        command = unsigned(COMMAND) | unsigned(COMMAND + 1) << 8;
        left = unsigned(BODY_LENGTH)
                | unsigned(BODY_LENGTH + 1) << 8
                | unsigned(BODY_LENGTH + 2) << 16
                | unsigned(BODY_LENGTH + 3) << 24;
        left = Math.max(0, left); // what a broken peer says; its frames mean nothing any more
        length = Header.LENGTH + left;
    }

    private int unsigned(int index) {
        return header[index] & 0xFF;
    }
}
