package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;

/**
 * ROWIDs in bytes: 12, big endian, or before message version 9 a little-endian number of 64 bits whose upper 16 bits
 * EPNO and partition share. Source: {@code docs/protocol/distribution.md} 11.
 */
public final class RowIdCodec {
    private static final int ROW_BITS = 48;
    private static final int SHARED_BITS = 16;

    private RowIdCodec() {}

    public static void write(ByteBuf out, RowId id, WireFormat format) {
        if (format.longRowIds()) {
            out.writeShort(id.epno()).writeInt((int) id.partition());
            out.writeShort((int) (id.row() >>> 32)).writeInt((int) id.row());
        } else {
            out.writeLongLE(packed(id, format.epnoBits()));
        }
    }

    /** The caller has seen that {@link WireFormat#rowIdLength()} bytes are there. */
    public static RowId read(ByteBuf in, WireFormat format) {
        if (format.longRowIds()) {
            int epno = in.readUnsignedShort();
            long partition = in.readUnsignedInt();
            return new RowId(epno, partition, ((long) in.readUnsignedShort() << 32) | in.readUnsignedInt());
        }
        return unpacked(in.readLongLE(), format.epnoBits());
    }

    /** The 64-bit form; negative when the EPNO is in the upper half of its range. */
    static long packed(RowId id, int epnoBits) {
        long upper = ((long) id.epno() << (SHARED_BITS - epnoBits)) | id.partition();
        return (upper << ROW_BITS) | id.row();
    }

    static RowId unpacked(long packed, int epnoBits) {
        int upper = (int) (packed >>> ROW_BITS);
        int partitionBits = SHARED_BITS - epnoBits;
        return new RowId(upper >>> partitionBits, upper & ((1 << partitionBits) - 1), packed & ((1L << ROW_BITS) - 1));
    }
}
