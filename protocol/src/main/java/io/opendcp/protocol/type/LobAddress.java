package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;

/**
 * Which LOB, and where its data begin. Source: {@code docs/protocol/statements.md} 9.
 *
 * @param id number of the LOB; means nothing to another server than the one that gave it
 * @param group tablespace, -1 if the data are in the row
 * @param file of the tablespace, -1 if in the row
 * @param page of the file, -1 if in the row
 */
public record LobAddress(long id, int group, int file, int page) {
    /** Bytes of it. */
    public static final int LENGTH = 16;

    private static final int NOWHERE = -1;

    /** A LOB whose data are in the row. */
    public static LobAddress inRow(long id) {
        return new LobAddress(id, NOWHERE, NOWHERE, NOWHERE);
    }

    public void write(ByteBuf out) {
        out.writeLongLE(id).writeShortLE(group).writeShortLE(file).writeIntLE(page);
    }

    /** The caller has seen that {@link #LENGTH} bytes are there. */
    public static LobAddress read(ByteBuf in) {
        return new LobAddress(in.readLongLE(), in.readShortLE(), in.readShortLE(), in.readIntLE());
    }
}
