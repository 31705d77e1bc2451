package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;

/**
 * What stands in a row for a BLOB or CLOB, with the data behind it if they are in the row, and in binds for "copy that
 * LOB". Source: {@code docs/protocol/statements.md} 9.1.
 *
 * @param length of the data in bytes, {@link #UNTOLD} if the client has to ask
 * @param freePage a storage address as 64 bits, -1 if unused; kind 4 has none
 */
public record LobLocator(Kind kind, LobAddress address, long length, LobOwner owner, long freePage) {
    /** Where the data are. */
    public enum Kind {
        IN_ROW(1),
        OUT_OF_ROW(2),
        /** Out of the row, with a length of 64 bits. */
        LONG(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }

        public int code() {
            return code;
        }

        static Kind of(int code) {
            return switch (code) {
                case 1 -> IN_ROW;
                case 2 -> OUT_OF_ROW;
                case 4 -> LONG;
                default -> throw new ProtocolException("LOB locator of kind " + code + "; 1, 2 or 4");
            };
        }
    }

    /** A length that is not told. */
    public static final long UNTOLD = -1;

    private static final int ID_AT = 1;
    private static final int TABLE_AT = 21;
    private static final int COLUMN_AT = 25;
    private static final int UNUSED = -1;
    private static final int LEAST = 1 + Long.BYTES + Integer.BYTES;
    private static final long MOST_SHORT = 0xFFFF_FFFFL;

    /** Data that are elsewhere, in a place of kind 2. */
    public static LobLocator outOfRow(LobAddress address, long length, LobOwner owner) {
        return new LobLocator(Kind.OUT_OF_ROW, address, length, owner, UNUSED);
    }

    /** Data of {@code length} bytes that follow. */
    public static LobLocator inRow(long id, long length, LobOwner owner) {
        return new LobLocator(Kind.IN_ROW, LobAddress.inRow(id), length, owner, UNUSED);
    }

    /** Bytes of a locator of that kind, without data. */
    public static int length(Kind kind, WireFormat format) {
        if (format.newLobs()) {
            return TABLE_AT + LobOwner.length(format) + Long.BYTES;
        }
        return kind == Kind.IN_ROW ? LEAST : TABLE_AT;
    }

    public void write(ByteBuf out, WireFormat format) {
        out.writeByte(kind.code()).writeLongLE(address.id()).writeIntLE((int) Math.min(length, MOST_SHORT));
        if (format.newLobs() || kind != Kind.IN_ROW) {
            out.writeShortLE(address.group()).writeShortLE(address.file()).writeIntLE(address.page());
        }
        if (format.newLobs()) {
            owner.write(out, format);
            out.writeLongLE(kind == Kind.LONG ? length : freePage);
        }
    }

    /**
     * Reads a locator and leaves what is behind it.
     *
     * @throws ProtocolException if it is not all here, or of no known kind
     */
    public static LobLocator read(ByteBuf in, WireFormat format) {
        WireText.need(in, 1, "LOB locator");
        Kind kind = Kind.of(in.getByte(in.readerIndex()));
        WireText.need(in, length(kind, format), "LOB locator");
        in.skipBytes(1);
        long id = in.readLongLE();
        long told = in.readUnsignedIntLE();
        LobAddress address = LobAddress.inRow(id);
        if (format.newLobs() || kind != Kind.IN_ROW) {
            address = new LobAddress(id, in.readShortLE(), in.readShortLE(), in.readIntLE());
        }
        long length = told == MOST_SHORT ? UNTOLD : told;
        if (!format.newLobs()) {
            return new LobLocator(kind, address, length, LobOwner.SESSION, UNUSED);
        }
        LobOwner owner = LobOwner.read(in, format);
        long last = in.readLongLE();
        return kind == Kind.LONG
                ? new LobLocator(kind, address, last, owner, UNUSED)
                : new LobLocator(kind, address, length, owner, last);
    }

    /** The LOB id of the locator that begins at index {@code at}; no index is moved. */
    public static long id(ByteBuf bytes, int at) {
        return bytes.getLongLE(at + ID_AT);
    }

    /** Gives the locator that begins at index {@code at} another LOB id. */
    public static void setId(ByteBuf bytes, int at, long id) {
        bytes.setLongLE(at + ID_AT, id);
    }

    /** The table of the locator that begins at index {@code at}; -1 if it is no table's, or locators do not tell. */
    public static int table(ByteBuf bytes, int at, WireFormat format) {
        return format.newLobs() ? bytes.getIntLE(at + TABLE_AT) : LobOwner.SESSION.table();
    }

    /** The column of the locator that begins at index {@code at}; -1 as {@link #table}. */
    public static int column(ByteBuf bytes, int at, WireFormat format) {
        return format.newLobs() ? bytes.getShortLE(at + COLUMN_AT) : LobOwner.SESSION.column();
    }
}
