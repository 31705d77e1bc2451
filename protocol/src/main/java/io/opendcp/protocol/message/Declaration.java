package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.protocol.type.WireText;
import org.jspecify.annotations.Nullable;

/**
 * What a client says about a parameter before it binds values to it. Source: {@code docs/protocol/statements.md} 7.1.
 *
 * @param name empty unless the request carries names
 * @param type the type's number; not only scalar ones may be declared
 */
public record Declaration(String name, Descriptor.Io io, int type, int precision, int scale) {
    private static final int FIXED_LENGTH = 13;

    /** An IN parameter of a scalar type. */
    public static Declaration in(TypeSpec spec) {
        return new Declaration("", Descriptor.Io.IN, spec.type().code(), spec.precision(), spec.scale());
    }

    /** The type if it is a scalar one, else {@code null}. NULL without a type counts as VARCHAR. */
    public @Nullable DmType scalar() {
        return type == Composite.NULL_TYPE ? DmType.VARCHAR : DmType.known(type);
    }

    /** Whether values of it are sent. */
    boolean sent() {
        return io != Descriptor.Io.OUT;
    }

    void write(ByteBuf out, boolean named, WireFormat format) {
        if (named) {
            WireText.write1(out, name, format.charset());
        }
        out.writeByte(io.code()).writeIntLE(type).writeIntLE(precision).writeIntLE(scale);
    }

    /** Reads a declaration and passes over the description of a composite type behind it. */
    static Declaration read(ByteBuf in, boolean named, WireFormat format) {
        String name = named ? WireText.read1(in, format.charset()) : "";
        WireText.need(in, FIXED_LENGTH, "parameter declaration");
        Descriptor.Io io = io(in.readUnsignedByte());
        Declaration declaration = new Declaration(name, io, in.readIntLE(), in.readIntLE(), in.readIntLE());
        if (Composite.described(declaration.type)) {
            WireText.need(in, declaration.precision, "type description");
            in.skipBytes(declaration.precision);
        }
        return declaration;
    }

    static Descriptor.Io io(int wire) {
        return switch (wire) {
            case 0 -> Descriptor.Io.IN;
            case 1 -> Descriptor.Io.OUT;
            case 2 -> Descriptor.Io.INOUT;
            default -> throw new ProtocolException("parameter direction " + wire + "; 0 to 2");
        };
    }

    /** Whether types with that number are made of others. */
    static boolean composite(int type) {
        return Composite.described(type);
    }

    /** Types that are made of others; their values are passed over, not read. */
    private static final class Composite {
        private static final int NULL_TYPE = 29;

        private static boolean described(int type) {
            return type == 117 || type == 119 || type == 121 || type == 122;
        }
    }
}
