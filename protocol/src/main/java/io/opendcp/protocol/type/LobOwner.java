package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;

/**
 * The field of a table that a LOB stands in. Source: {@code docs/protocol/statements.md} 9.1.
 *
 * @param table number of the table; -1 if the LOB is no table's but its session's
 * @param column number of the column in it, -1 if there is none
 * @param row where the row is
 */
public record LobOwner(int table, int column, RowId row) {
    /** A LOB that is no table's: what a function or an expression came to. It is its session's. */
    public static final LobOwner SESSION = new LobOwner(-1, -1, new RowId(0, 0, 0));

    /** Bytes of table and column. */
    public static final int FIELD_LENGTH = Integer.BYTES + Short.BYTES;

    /** Whether it is a table's, and not only its session's. */
    public boolean isTable() {
        return table != SESSION.table;
    }

    /** Bytes of it. */
    public static int length(WireFormat format) {
        return FIELD_LENGTH + format.rowIdLength();
    }

    /** Table and column, without the row. */
    public void writeField(ByteBuf out) {
        out.writeIntLE(table).writeShortLE(column);
    }

    /** Table and column; the caller has seen that {@link #FIELD_LENGTH} bytes are there. */
    public static LobOwner readField(ByteBuf in) {
        return new LobOwner(in.readIntLE(), in.readShortLE(), SESSION.row);
    }

    public void write(ByteBuf out, WireFormat format) {
        writeField(out);
        RowIdCodec.write(out, row, format);
    }

    /** The caller has seen that {@link #length} bytes are there. */
    public static LobOwner read(ByteBuf in, WireFormat format) {
        return readField(in).in(RowIdCodec.read(in, format));
    }

    /** The same table and column, in that row. */
    public LobOwner in(RowId where) {
        return new LobOwner(table, column, where);
    }
}
