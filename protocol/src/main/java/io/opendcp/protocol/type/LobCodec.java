package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;

/**
 * BLOBs and CLOBs as they stand in rows and OUT values: a locator, and the data behind it if they are in the row.
 * Source: {@code docs/protocol/statements.md} 9.1.
 */
public final class LobCodec {
    private LobCodec() {}

    public static boolean isLob(DmType type) {
        return type == DmType.BLOB || type == DmType.CLOB;
    }

    /** @param value a {@link TableLob}, a {@link LobLocator} of data that are elsewhere, or the value alone */
    public static void write(ByteBuf out, DmType type, Object value, WireFormat format) {
        if (value instanceof LobLocator elsewhere) {
            elsewhere.write(out, format);
        } else if (value instanceof TableLob here) {
            here.write(out, type, format);
        } else {
            TableLob.write(out, type, value, format);
        }
    }

    /**
     * Takes {@code length} bytes, which the caller has seen to be there.
     *
     * @return the value if it is in the row, else its {@link LobLocator}
     * @throws ProtocolException if they are no locator, or lengths do not add up
     */
    public static Object read(ByteBuf in, int length, DmType type, WireFormat format) {
        ByteBuf field = in.readSlice(length);
        LobLocator locator = LobLocator.read(field, format);
        if (locator.kind() == LobLocator.Kind.IN_ROW) {
            return ValueCodec.read(field, field.readableBytes(), type, format);
        }
        if (field.isReadable()) {
            throw new ProtocolException(field.readableBytes() + " bytes behind the locator of a LOB out of row");
        }
        return locator;
    }
}
