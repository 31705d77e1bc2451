package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.nio.ByteBuffer;

/** Fields that the LOB messages share, as widths go. Source: {@code docs/protocol/statements.md} 9.2. */
final class LobFields {
    private static final int TEXT = 1;
    private static final int UNUSED = -1;

    private LobFields() {}

    /** Bytes of an offset or length. */
    static int amount(WireFormat format) {
        return format.longLobs() ? Long.BYTES : Integer.BYTES;
    }

    static void writeAmount(ByteBuf out, long amount, WireFormat format) {
        if (format.longLobs()) {
            out.writeLongLE(amount);
        } else {
            out.writeIntLE((int) amount);
        }
    }

    /** An offset or length; the caller has seen that its bytes are there. Negative only where it has 64 bits. */
    static long readAmount(ByteBuf in, WireFormat format) {
        return format.longLobs() ? in.readLongLE() : in.readUnsignedIntLE();
    }

    /** Whether messages end in the locator's last eight bytes: sessions without long LOBs do. */
    static boolean endsInFreePage(WireFormat format) {
        return format.newLobs() && !format.longLobs();
    }

    static void writeFreePage(ByteBuf out, long page, WireFormat format) {
        if (endsInFreePage(format)) {
            out.writeLongLE(page);
        }
    }

    static long readFreePage(ByteBuf in, WireFormat format) {
        if (!endsInFreePage(format)) {
            return UNUSED;
        }
        WireText.need(in, Long.BYTES, "LOB address");
        return in.readLongLE();
    }

    static void writeKind(ByteBuf out, boolean text) {
        out.writeByte(text ? TEXT : 0);
    }

    /** Whether it is a CLOB, which is counted in characters. */
    static boolean readKind(ByteBuf in) {
        return in.readUnsignedByte() == TEXT;
    }

    /** A copy of the next {@code count} bytes, read only. */
    static ByteBuffer data(ByteBuf in, int count) {
        WireText.need(in, count, "LOB data");
        ByteBuffer data = ByteBuffer.allocate(count);
        in.readBytes(data);
        return data.flip().asReadOnlyBuffer();
    }
}
