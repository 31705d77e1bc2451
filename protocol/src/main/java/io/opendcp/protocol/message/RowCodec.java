package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobCodec;
import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.RowIdCodec;
import io.opendcp.protocol.type.ValueCodec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a result set: record length, ROWID, two unread bytes a column, then the values. A row's place in its result
 * set, from 1, stands where its ROWID would: drivers do not read it, and a set of joined rows has none.
 * Source: {@code docs/protocol/statements.md} 5.
 */
final class RowCodec {
    private static final int PER_COLUMN = 2;
    private static final int GREATEST_RECORD = 65_535;

    private RowCodec() {}

    /**
     * Writes rows until one more byte than {@code room} is used, or they end; always one if there is one.
     *
     * @param first the place of the first of {@code rows} in its result set, from 0
     * @return how many were written
     */
    static int write(
            ByteBuf out,
            List<Descriptor> columns,
            List<@Nullable Object[]> rows,
            long first,
            int room,
            WireFormat format) {
        int start = out.writerIndex();
        int written = 0;
        while (written < rows.size() && out.writerIndex() - start <= room) {
            writeRow(out, columns, rows.get(written), first + written, format);
            written++;
            if (out.writerIndex() < 0 || out.writerIndex() > FrameDecoder.LONGEST) {
                throw DmException.of(ErrorCode.LIMIT, "reply", FrameDecoder.LONGEST);
            }
        }
        return written;
    }

    static List<@Nullable Object[]> read(ByteBuf in, List<Descriptor> columns, int count, WireFormat format) {
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(readRow(in, columns, format));
        }
        return rows;
    }

    private static void writeRow(
            ByteBuf out, List<Descriptor> columns, @Nullable Object[] row, long place, WireFormat format) {
        int start = out.writerIndex();
        out.writeShortLE(0);
        RowIdCodec.write(out, new RowId(0, 0, place + 1), format);
        out.writeZero(PER_COLUMN * columns.size());
        for (int i = 0; i < columns.size(); i++) {
            writeValue(out, columns.get(i).spec().type(), row[i], format);
        }
        out.setShortLE(start, Math.min(out.writerIndex() - start, GREATEST_RECORD));
    }

    static void writeValue(ByteBuf out, DmType type, @Nullable Object value, WireFormat format) {
        if (value == null) {
            out.writeShortLE(Field.NULL);
            return;
        }
        int start = Field.open(out);
        if (LobCodec.isLob(type)) {
            LobCodec.write(out, type, value, format);
        } else {
            ValueCodec.write(out, type, value, format);
        }
        Field.close(out, start);
    }

    private static @Nullable Object[] readRow(ByteBuf in, List<Descriptor> columns, WireFormat format) {
        int head = Short.BYTES + format.rowIdLength() + PER_COLUMN * columns.size();
        WireText.need(in, head, "row head");
        in.skipBytes(head);
        @Nullable Object[] row = new @Nullable Object[columns.size()];
        for (int i = 0; i < row.length; i++) {
            row[i] = readValue(in, columns.get(i).spec().type(), format);
        }
        return row;
    }

    static @Nullable Object readValue(ByteBuf in, DmType type, WireFormat format) {
        int length = Field.readLength(in);
        if (length < 0) {
            return null;
        }
        return LobCodec.isLob(type)
                ? LobCodec.read(in, length, type, format)
                : ValueCodec.read(in, length, type, format);
    }
}
