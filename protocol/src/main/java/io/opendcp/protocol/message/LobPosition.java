package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.type.WireFormat;

/**
 * Where a server was in a LOB: a hint that it gives and the client returns with the next request. Source:
 * {@code docs/protocol/statements.md} 9.2.
 *
 * @param file of the tablespace
 * @param page of the file
 * @param total offset of that page's data in the LOB
 */
public record LobPosition(int file, int page, long total) {
    private static final int PAGE_LENGTH = Short.BYTES + Integer.BYTES;

    static int length(WireFormat format) {
        return PAGE_LENGTH + LobFields.amount(format);
    }

    void write(ByteBuf out, WireFormat format) {
        out.writeShortLE(file).writeIntLE(page);
        LobFields.writeAmount(out, total, format);
    }

    /** The caller has seen that {@link #length} bytes are there. */
    static LobPosition read(ByteBuf in, WireFormat format) {
        return new LobPosition(in.readShortLE(), in.readIntLE(), LobFields.readAmount(in, format));
    }
}
