package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Generated keys in an execute reply. Source: {@code docs/protocol/statements.md} 3.1. */
record GeneratedKeys(List<Long> identities, @Nullable RowSet columns) {
    static final GeneratedKeys NONE = new GeneratedKeys(List.of(), null);

    private static final int COLUMN_LENGTH = 7;

    /** Writes what was asked for, if it is there: a client that did not ask would misread it. */
    static boolean write(ByteBuf out, Outcome outcome, KeyRequest asked, WireFormat format) {
        RowSet columns = outcome.keyColumns();
        return switch (asked.kind()) {
            case NONE -> false;
            case IDENTITY -> {
                if (!outcome.generatedKeys().isEmpty()) {
                    writeLongs(out, outcome.generatedKeys());
                }
                yield !outcome.generatedKeys().isEmpty();
            }
            case NAMES, POSITIONS -> {
                int wanted = asked.names().size() + asked.positions().size();
                if (columns != null && columns.columns().size() != wanted) {
                    throw new IllegalStateException(columns.columns().size() + " key columns; asked for " + wanted);
                }
                if (columns != null) {
                    writeColumns(out, columns, format);
                }
                yield columns != null;
            }
        };
    }

    static GeneratedKeys read(ByteBuf in, KeyRequest asked, WireFormat format) {
        return switch (asked.kind()) {
            case NONE -> throw new ProtocolException("generated keys that were not asked for");
            case IDENTITY -> new GeneratedKeys(readLongs(in), null);
            case NAMES, POSITIONS ->
                new GeneratedKeys(
                        List.of(),
                        readColumns(in, asked.names().size() + asked.positions().size(), format));
        };
    }

    static void writeLongs(ByteBuf out, List<Long> longs) {
        out.writeIntLE(longs.size());
        longs.forEach(out::writeLongLE);
    }

    static List<Long> readLongs(ByteBuf in) {
        WireText.need(in, Integer.BYTES, "list of numbers");
        List<Long> longs = new ArrayList<>();
        for (int left = in.readIntLE(); left > 0; left--) {
            WireText.need(in, Long.BYTES, "number of a list");
            longs.add(in.readLongLE());
        }
        return longs;
    }

    private static void writeColumns(ByteBuf out, RowSet keys, WireFormat format) {
        out.writeIntLE(keys.rows().size());
        for (Descriptor column : keys.columns()) {
            TypeSpec spec = column.spec();
            WireText.writeZero(out, column.name(), format.charset());
            out.writeShortLE(spec.type().code()).writeShortLE(spec.precision()).writeShortLE(spec.scale());
            out.writeByte(column.nullable() ? 1 : 0);
        }
        for (@Nullable Object[] row : keys.rows()) {
            for (int i = 0; i < row.length; i++) {
                RowCodec.writeValue(out, keys.columns().get(i).spec().type(), row[i], format);
            }
        }
    }

    private static RowSet readColumns(ByteBuf in, int count, WireFormat format) {
        WireText.need(in, Integer.BYTES, "generated keys");
        int rows = in.readIntLE();
        List<Descriptor> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String name = WireText.readZero(in, format.charset());
            WireText.need(in, COLUMN_LENGTH, "key column");
            int code = in.readUnsignedShortLE();
            DmType type = DmType.known(code);
            if (type == null) {
                throw new ProtocolException("data type " + code + " of a key column is not understood");
            }
            columns.add(
                    Descriptor.column(name, new TypeSpec(type, in.readUnsignedShortLE(), in.readUnsignedShortLE())));
            in.skipBytes(1);
        }
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int row = 0; row < rows && count > 0; row++) {
            @Nullable Object[] key = new @Nullable Object[count];
            for (int i = 0; i < count; i++) {
                key[i] = RowCodec.readValue(in, columns.get(i).spec().type(), format);
            }
            values.add(key);
        }
        return new RowSet(columns, values);
    }
}
