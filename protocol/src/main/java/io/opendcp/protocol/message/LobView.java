package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.protocol.type.WireFormat;

/**
 * Ids in LOB messages, found where they lie, whose first byte is at the buffer's reader index; no index is moved, and an id
 * may be changed without touching the checksum of the header. Source: {@code docs/protocol/statements.md} 9.2.
 */
public final class LobView {
    private static final int COLUMN_AT = Integer.BYTES;

    private LobView() {}

    /** Whether {@code command} asks something about LOBs. */
    public static boolean about(Command command) {
        return command == Command.GET_LOBS
                || command == Command.LOB_LENGTH
                || command == Command.WRITE_LOB
                || command == Command.TRUNCATE_LOB
                || command == Command.READ_LOB;
    }

    /** How many LOBs a request names: one, but for 24. */
    public static int count(ByteBuf frame) {
        return Header.command(frame) == Command.GET_LOBS ? Header.u16(frame, GetLobs.COUNT) : 1;
    }

    /**
     * The id in a request.
     *
     * @param which from 0; anything but 0 only in 24
     * @throws ProtocolException if it is not in the part of the frame that is here
     */
    public static long id(ByteBuf frame, int which) {
        return frame.getLongLE(at(frame, idAt(frame, which), Long.BYTES));
    }

    /** Puts another id into a request; {@link ProtocolException} as {@link #id}. */
    public static void setId(ByteBuf frame, int which, long id) {
        frame.setLongLE(at(frame, idAt(frame, which), Long.BYTES), id);
    }

    /** The table in a request, -1 if the LOB is no table's or messages do not tell. */
    public static int table(ByteBuf frame, int which, WireFormat format) {
        int owner = ownerAt(frame, which, format);
        return owner < 0 ? LobOwner.SESSION.table() : frame.getIntLE(at(frame, owner, LobOwner.FIELD_LENGTH));
    }

    /** The column in a request, -1 as {@link #table}. */
    public static int column(ByteBuf frame, int which, WireFormat format) {
        int owner = ownerAt(frame, which, format);
        return owner < 0
                ? LobOwner.SESSION.column()
                : frame.getShortLE(at(frame, owner, LobOwner.FIELD_LENGTH) + COLUMN_AT);
    }

    /** The id in the answer to a write (30) that is no error. */
    public static long writtenId(ByteBuf reply) {
        return reply.getLongLE(at(reply, WriteLobReply.ID_AT, Long.BYTES));
    }

    /** Puts another id into the answer to a write (30) that is no error. */
    public static void setWrittenId(ByteBuf reply, long id) {
        reply.setLongLE(at(reply, WriteLobReply.ID_AT, Long.BYTES), id);
    }

    /** The id in the answer to a cut (31) that is no error. */
    public static long truncatedId(ByteBuf reply, WireFormat format) {
        return reply.getLongLE(at(reply, TruncateLobReply.idAt(format), Long.BYTES));
    }

    /** Puts another id into the answer to a cut (31) that is no error. */
    public static void setTruncatedId(ByteBuf reply, long id, WireFormat format) {
        reply.setLongLE(at(reply, TruncateLobReply.idAt(format), Long.BYTES), id);
    }

    private static int idAt(ByteBuf frame, int which) {
        return switch (Header.command(frame)) {
            case GET_LOBS -> which * GetLobs.LENGTH + GetLobs.ID_AT;
            case LOB_LENGTH -> LobLength.ID_AT;
            case WRITE_LOB -> WriteLob.ID_AT;
            case TRUNCATE_LOB -> TruncateLob.ID_AT;
            case READ_LOB -> ReadLob.ID_AT;
            default -> throw new IllegalArgumentException(Header.command(frame) + " is about no LOB");
        };
    }

    private static int ownerAt(ByteBuf frame, int which, WireFormat format) {
        return switch (Header.command(frame)) {
            case GET_LOBS -> which * GetLobs.LENGTH + GetLobs.OWNER_AT;
            case LOB_LENGTH -> format.newLobs() ? LobLength.OWNER_AT : -1;
            case WRITE_LOB -> WriteLob.ownerAt(format);
            case TRUNCATE_LOB -> TruncateLob.OWNER_AT;
            case READ_LOB -> ReadLob.OWNER_AT;
            default -> throw new IllegalArgumentException(Header.command(frame) + " is about no LOB");
        };
    }

    private static int at(ByteBuf frame, int inBody, int length) {
        int here = frame.readableBytes() - Header.LENGTH;
        if (inBody + length > here) {
            throw new ProtocolException("LOB message of " + here + " bytes; it has " + (inBody + length));
        }
        return frame.readerIndex() + Header.LENGTH + inBody;
    }
}
