package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.ValueCodec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What columns and parameters look like, in replies. Source: {@code docs/protocol/statements.md} 4. */
final class DescriptorCodec {
    private static final int IDENTITY = 1;
    static final int LOB_IDS = 2;
    private static final int RECOMMENDED = 8;
    static final int ENCRYPTED = 512;
    static final int FIXED_LENGTH = 32;
    private static final int BIGINT_LENGTH = 8;
    private static final int MICROSECONDS = 6;

    /** "The server could not tell": clients bind their own type. */
    private static final int UNKNOWN_TYPE = 54;

    private static final int NULL_TYPE = 29;

    /** Names are counted in 16 bits; the label of a long expression is cut. */
    private static final int LONGEST_NAME = 4096;

    private DescriptorCodec() {}

    static void writeParameters(ByteBuf out, List<Descriptor> parameters, WireFormat format) {
        for (Descriptor parameter : parameters) {
            write(out, parameter, parameter.io().code(), format);
            writeLob(out, parameter);
        }
    }

    /**
     * @param baseNames whether the statement's ALLOCATE promised base column names
     */
    static void writeColumns(ByteBuf out, List<Descriptor> columns, boolean baseNames, WireFormat format) {
        for (Descriptor column : columns) {
            write(out, column, 0, format);
            if (baseNames) {
                WireText.write2(out, cut(column.baseColumn()), format.charset());
            }
            writeLob(out, column);
        }
    }

    static List<Descriptor> readParameters(ByteBuf in, int count, WireFormat format) {
        List<Descriptor> parameters = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parameters.add(read(in, false, false, format));
        }
        return List.copyOf(parameters);
    }

    static List<Descriptor> readColumns(ByteBuf in, int count, boolean baseNames, WireFormat format) {
        List<Descriptor> columns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            columns.add(read(in, true, baseNames, format));
        }
        return List.copyOf(columns);
    }

    private static void write(ByteBuf out, Descriptor item, int io, WireFormat format) {
        TypeSpec spec = carried(item.spec(), format);
        Charset charset = format.charset();
        out.writeIntLE(spec.type().code()).writeIntLE(spec.precision()).writeIntLE(spec.scale());
        out.writeIntLE(item.nullable() ? 1 : 0);
        int identity = item.identity() ? IDENTITY : 0;
        int lob = item.lob() == null ? 0 : LOB_IDS;
        out.writeShortLE(identity | lob | (item.recommended() ? RECOMMENDED : 0));
        out.writeIntLE(0).writeShortLE(io);
        String typeName =
                spec.equals(item.spec()) ? item.typeName() : spec.type().sqlName();
        byte[] name = cut(item.name()).getBytes(charset);
        byte[] type = cut(typeName).getBytes(charset);
        byte[] table = cut(item.table()).getBytes(charset);
        byte[] schema = cut(item.schema()).getBytes(charset);
        out.writeShortLE(name.length).writeShortLE(type.length).writeShortLE(table.length);
        out.writeShortLE(schema.length);
        out.writeBytes(name).writeBytes(type).writeBytes(table).writeBytes(schema);
    }

    private static Descriptor read(ByteBuf in, boolean column, boolean baseNames, WireFormat format) {
        WireText.need(in, FIXED_LENGTH, "descriptor");
        int code = in.readIntLE();
        TypeSpec spec = new TypeSpec(type(code), in.readIntLE(), in.readIntLE());
        boolean nullable = in.readIntLE() != 0;
        int flags = in.readUnsignedShortLE();
        in.skipBytes(Integer.BYTES);
        int io = in.readUnsignedShortLE();
        int[] lengths = {
            in.readUnsignedShortLE(), in.readUnsignedShortLE(), in.readUnsignedShortLE(), in.readUnsignedShortLE()
        };
        Charset charset = format.charset();
        String name = WireText.read(in, lengths[0], charset);
        String typeName = WireText.read(in, lengths[1], charset);
        String table = WireText.read(in, lengths[2], charset);
        String schema = WireText.read(in, lengths[3], charset);
        String baseColumn = column && baseNames ? WireText.read2(in, charset) : "";
        Descriptor.LobColumn lob = readLob(in, flags);
        skipKey(in, flags);
        return new Descriptor(
                name,
                spec,
                typeName,
                nullable,
                table,
                schema,
                baseColumn,
                (flags & IDENTITY) != 0,
                column ? Descriptor.Io.IN : Declaration.io(io),
                (flags & RECOMMENDED) != 0 || code == UNKNOWN_TYPE,
                lob);
    }

    private static void writeLob(ByteBuf out, Descriptor item) {
        Descriptor.LobColumn lob = item.lob();
        if (lob != null) {
            out.writeIntLE(lob.table()).writeShortLE(lob.column());
        }
    }

    private static Descriptor.@Nullable LobColumn readLob(ByteBuf in, int flags) {
        if ((flags & LOB_IDS) == 0) {
            return null;
        }
        WireText.need(in, Integer.BYTES + Short.BYTES, "LOB column");
        return new Descriptor.LobColumn(in.readIntLE(), in.readShortLE());
    }

    private static void skipKey(ByteBuf in, int flags) {
        if ((flags & ENCRYPTED) != 0) {
            WireText.need(in, Integer.BYTES + Short.BYTES, "encryption key");
            in.skipBytes(Integer.BYTES);
            skip(in, in.readUnsignedShortLE());
        }
    }

    private static void skip(ByteBuf in, int count) {
        WireText.need(in, count, "descriptor");
        in.skipBytes(count);
    }

    private static DmType type(int code) {
        if (code == UNKNOWN_TYPE || code == NULL_TYPE) {
            return DmType.VARCHAR;
        }
        DmType type = DmType.known(code);
        if (type == null) {
            throw new ProtocolException("data type " + code + " of a descriptor is not understood");
        }
        return type;
    }

    private static TypeSpec carried(TypeSpec spec, WireFormat format) {
        DmType type = ValueCodec.carried(spec.type(), format);
        if (type == spec.type()) {
            return spec;
        }
        return type == DmType.BIGINT
                ? new TypeSpec(type, BIGINT_LENGTH, 0)
                : new TypeSpec(type, spec.precision() - 1, MICROSECONDS);
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }
}
