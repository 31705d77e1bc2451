package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.WireFormat;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the LOB locators in a reply that passes by in pieces of any size, so that they can be changed in place: OUT values,
 * descriptors, rows. Reads no more than it must: the rows of a result without LOBs are not looked at. What it does not
 * understand (composite types) passes by unread. Source: {@code docs/protocol/statements.md} 3, 4, 5 and 9.1.
 */
public final class LobScan extends Passing {
    /** Who is told of each locator. */
    @FunctionalInterface
    public interface Found {
        /**
         * @param bytes of which those up to the column's number are here, or if locators have none those up to the length, and
         *     no more for certain
         * @param at where it begins
         * @param ofTable whether the column's descriptor names a table, for locators that do not
         */
        void locator(ByteBuf bytes, int at, boolean ofTable);
    }

    /** What the next bytes are; each is read when all {@code length} bytes of it are here. */
    private enum Part {
        OUT_LENGTH(2),
        OUT_LONG_LENGTH(4),
        PARAMETER(DescriptorCodec.FIXED_LENGTH),
        COLUMN(DescriptorCodec.FIXED_LENGTH),
        BASE_NAME(2),
        KEY_NAME(6),
        ROW(0),
        LENGTH(2),
        LONG_LENGTH(4),
        LOCATOR(27),
        /** Without the table, for sessions that are not told. */
        SHORT_LOCATOR(13),
        REST(0);

        private final int length;

        Part(int length) {
            this.length = length;
        }
    }

    private static final int LOB_IDS = Integer.BYTES + Short.BYTES;
    private static final int UNREAD_PER_COLUMN = 2;
    /** Scale of a BLOB that is an object. */
    private static final int OBJECT = 5;

    private final Found found;
    private final WireFormat format;
    private final boolean baseNames;
    private final LobColumns outs;
    private final int parameters;
    private final int described;
    private final BitSet lobs = new BitSet();
    private final BitSet ofTables = new BitSet();
    private LobColumns columns;
    private int rows;
    private Part part;
    private int item;
    private int flags;
    private boolean inOuts;
    private int length;

    private LobScan(
            Found found,
            WireFormat format,
            boolean baseNames,
            LobColumns outs,
            int parameters,
            int described,
            LobColumns columns,
            int rows,
            long head) {
        this.found = found;
        this.format = format;
        this.baseNames = baseNames;
        this.outs = outs;
        this.parameters = parameters;
        this.described = described;
        this.columns = columns;
        this.rows = rows;
        skip(head);
        inOuts = outs.columns() > 0;
        part = inOuts ? Part.OUT_LENGTH : nextDescriptor();
    }

    /** Of an answer to a PREPARE that compiles only: it has no rows, but tells the columns of those to come. */
    public static LobScan prepared(ByteBuf frame, boolean baseNames, WireFormat format) {
        return new LobScan(
                (bytes, at, ofTable) -> {},
                format,
                baseNames,
                LobColumns.NONE,
                Header.u16(frame, PrepareReply.PARAMETERS),
                Header.u16(frame, PrepareReply.COLUMNS),
                LobColumns.NONE,
                0,
                Header.LENGTH);
    }

    /**
     * Of an answer to an execution or MORE RESULTS.
     *
     * @param frame its first part, header included; also the first to be passed
     * @param outs the OUT values that were asked for
     * @param known columns as they were told before, for an answer that does not
     * @return null if there is nothing to be found
     */
    public static @Nullable LobScan executed(
            ByteBuf frame, LobColumns outs, LobColumns known, boolean baseNames, WireFormat format, Found found) {
        StatementType type = StatementType.of(Header.u16(frame, ExecuteReply.TYPE));
        boolean rowId = format.longRowIds() && ExecuteReplyBody.carriesRowId(type);
        int described = type.mayHaveRows() ? Header.u16(frame, ExecuteReply.COLUMNS) : 0;
        if (described == 0 && !outs.any() && !known.any()) {
            return null;
        }
        int rows = type.mayHaveRows() ? Header.i32(frame, ExecuteReply.ROWS) : 0;
        int printed = Math.max(0, Header.i32(frame, ExecuteReply.PRINTED));
        return new LobScan(
                found,
                format,
                baseNames,
                Header.u16(frame, ExecuteReply.OUT_VALUES) == 0 ? LobColumns.NONE : outs,
                0,
                described,
                known,
                rows,
                Header.LENGTH + (long) printed + (rowId ? format.rowIdLength() : 0));
    }

    /** Of an answer to a FETCH. */
    public static LobScan fetched(ByteBuf frame, LobColumns known, WireFormat format, Found found) {
        int rows = Header.i32(frame, FetchReply.ROWS);
        return new LobScan(found, format, false, LobColumns.NONE, 0, 0, known, rows, Header.LENGTH);
    }

    /** What the columns are; whole when what describes them has passed. */
    public LobColumns columns() {
        return columns;
    }

    @Override
    int needs() {
        return part == Part.REST ? NOTHING : part.length;
    }

    @Override
    void read(ByteBuf bytes, int at) {
        switch (part) {
            case OUT_LENGTH, LENGTH -> length(bytes.getUnsignedShortLE(at));
            case OUT_LONG_LENGTH, LONG_LENGTH -> value(bytes.getIntLE(at));
            case PARAMETER, COLUMN -> descriptor(bytes, at);
            case BASE_NAME -> {
                skip(bytes.getUnsignedShortLE(at));
                lobIds();
            }
            case KEY_NAME -> {
                skip(bytes.getUnsignedShortLE(at + Integer.BYTES));
                described();
            }
            case ROW -> {
                skip(Short.BYTES + format.rowIdLength() + (long) UNREAD_PER_COLUMN * columns.columns());
                item = 0;
                part = Part.LENGTH;
            }
            case LOCATOR, SHORT_LOCATOR -> {
                found.locator(bytes, at, !inOuts && columns.ofTable(item));
                skip((long) length - part.length);
                valueRead();
            }
            case REST -> {}
        }
    }

    private void length(int mark) {
        if (mark == Field.NULL) {
            valueRead();
        } else if (mark == Field.LONG) {
            part = inOuts ? Part.OUT_LONG_LENGTH : Part.LONG_LENGTH;
        } else {
            value(mark);
        }
    }

    private void value(int bytes) {
        if (bytes < 0) {
            throw new ProtocolException("value of " + bytes + " bytes");
        }
        boolean lob = inOuts ? outs.lob(item) : columns.lob(item);
        Part locator = format.newLobs() ? Part.LOCATOR : Part.SHORT_LOCATOR;
        length = bytes;
        if (lob && bytes >= locator.length) {
            part = locator;
        } else {
            skip(bytes);
            valueRead();
        }
    }

    private void valueRead() {
        item++;
        if (inOuts) {
            if (item < outs.columns()) {
                part = Part.OUT_LENGTH;
            } else {
                inOuts = false;
                item = 0;
                part = nextDescriptor();
            }
        } else if (item < columns.columns()) {
            part = Part.LENGTH;
        } else {
            rows--;
            part = rows > 0 ? Part.ROW : Part.REST;
        }
    }

    private Part nextDescriptor() {
        if (item < parameters) {
            return Part.PARAMETER;
        }
        if (item < parameters + described) {
            return Part.COLUMN;
        }
        if (described > 0) {
            columns = LobColumns.of(described, lobs, ofTables);
        }
        return rows > 0 && columns.any() ? Part.ROW : Part.REST;
    }

    private void descriptor(ByteBuf bytes, int at) {
        int type = bytes.getIntLE(at);
        int scale = bytes.getIntLE(at + 2 * Integer.BYTES);
        if (composite(type, scale)) {
            part = Part.REST; // its description, of which nothing is known here, would follow
            return;
        }
        flags = bytes.getUnsignedShortLE(at + 4 * Integer.BYTES);
        for (int names = at + DescriptorCodec.FIXED_LENGTH - 4 * Short.BYTES;
                names < at + DescriptorCodec.FIXED_LENGTH;
                names += Short.BYTES) {
            skip(bytes.getUnsignedShortLE(names));
        }
        if (part == Part.COLUMN) {
            lobs.set(item - parameters, LobColumns.isLob(type));
            ofTables.set(item - parameters, (flags & DescriptorCodec.LOB_IDS) != 0);
        }
        if (part == Part.COLUMN && baseNames) {
            part = Part.BASE_NAME;
        } else {
            lobIds();
        }
    }

    private void lobIds() {
        if ((flags & DescriptorCodec.LOB_IDS) != 0) {
            skip(LOB_IDS);
        }
        if ((flags & DescriptorCodec.ENCRYPTED) != 0) {
            part = Part.KEY_NAME;
        } else {
            described();
        }
    }

    private void described() {
        item++;
        part = nextDescriptor();
    }

    private static boolean composite(int type, int scale) {
        return Declaration.composite(type) || type == DmType.BLOB.code() && scale == OBJECT;
    }
}
