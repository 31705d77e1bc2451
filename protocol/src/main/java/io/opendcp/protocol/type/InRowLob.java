package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;

/**
 * A BLOB or CLOB inside a row: a locator of kind 1, with the data behind it. Locators of data that lies elsewhere
 * (kinds 2 and 4) are not read here. Source: {@code docs/protocol/statements.md} 9.1.
 */
public final class InRowLob {
    private static final int IN_ROW = 1;
    private static final int BEFORE_ROWID = 27;
    private static final int LENGTH = 9;
    private static final int ADDRESS = 8;

    private InRowLob() {}

    /** Bytes of a locator, without data. */
    public static int locatorLength(WireFormat format) {
        return BEFORE_ROWID + format.rowIdLength() + ADDRESS;
    }

    /** Locator and data. The locator names no table: nobody can ask for more, since everything is here. */
    public static void write(ByteBuf out, DmType type, Object value, WireFormat format) {
        int at = out.writerIndex();
        out.writeByte(IN_ROW).writeLongLE(-1).writeIntLE(0);
        out.writeShortLE(-1).writeShortLE(-1).writeIntLE(-1);
        out.writeIntLE(-1).writeShortLE(-1);
        out.writeZero(format.rowIdLength());
        out.writeShortLE(-1).writeShortLE(-1).writeIntLE(-1);
        int data = out.writerIndex();
        ValueCodec.write(out, type, value, format);
        out.setIntLE(at + LENGTH, out.writerIndex() - data);
    }

    public static Object read(ByteBuf in, int length, DmType type, WireFormat format) {
        int locator = locatorLength(format);
        if (length < locator) {
            throw new ProtocolException("LOB locator of " + length + " bytes; at least " + locator);
        }
        if (in.getByte(in.readerIndex()) != IN_ROW) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "LOB out of row");
        }
        in.skipBytes(locator);
        return ValueCodec.read(in, length - locator, type, format);
    }
}
