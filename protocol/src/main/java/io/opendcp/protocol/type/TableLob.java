package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;

/**
 * A BLOB or CLOB of a table, with its value. In a row it stands as a locator of kind 1 with the data behind it. Source:
 * {@code docs/protocol/statements.md} 9.1.
 *
 * @param id number of the LOB
 * @param value of the column type's class
 */
public record TableLob(long id, LobOwner owner, Object value) {
    private static final long NO_ID = -1;

    /** Locator and data of a value that is no table's: nobody can ask for more, since everything is here. */
    static void write(ByteBuf out, DmType type, Object value, WireFormat format) {
        new TableLob(NO_ID, LobOwner.SESSION, value).write(out, type, format);
    }

    /** Locator and data. */
    void write(ByteBuf out, DmType type, WireFormat format) {
        int at = out.writerIndex();
        LobLocator.inRow(id, 0, owner).write(out, format);
        int data = out.writerIndex();
        ValueCodec.write(out, type, value, format);
        int end = out.writerIndex();
        out.writerIndex(at);
        LobLocator.inRow(id, (long) end - data, owner).write(out, format);
        out.writerIndex(end);
    }
}
