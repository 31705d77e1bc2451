package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;

/**
 * Names a value that is sent in pieces: the server's answer to one piece, which the client hands back with the next and
 * finally in the value's place. Source: {@code docs/protocol/statements.md} 7.3.
 *
 * @param kind 2
 * @param id number of the value, -1 before the first piece
 * @param length bytes so far
 * @param group storage address, -1 if none
 * @param file storage address, -1 if none
 * @param page storage address, -1 if none
 */
public record ControlBlock(int kind, long id, long length, int group, int file, int page) {
    /** Bytes of it. */
    public static final int LENGTH = 21;

    /** What the first piece carries. */
    public static final ControlBlock FIRST = new ControlBlock(2, -1, 0, -1, -1, -1);

    /** What this session answers after {@code length} bytes of value {@code id}. */
    public static ControlBlock of(long id, long length) {
        return new ControlBlock(FIRST.kind, id, length, -1, -1, -1);
    }

    void write(ByteBuf out) {
        out.writeByte(kind).writeLongLE(id).writeIntLE((int) length);
        out.writeShortLE(group).writeShortLE(file).writeIntLE(page);
    }

    /** The caller has seen that {@link #LENGTH} bytes are there. */
    static ControlBlock read(ByteBuf in) {
        return new ControlBlock(
                in.readUnsignedByte(),
                in.readLongLE(),
                in.readUnsignedIntLE(),
                in.readShortLE(),
                in.readShortLE(),
                in.readIntLE());
    }
}
