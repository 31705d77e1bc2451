package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.ValueCodec;
import io.opendcp.protocol.type.WireFormat;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Declared parameters and the rows bound to them. A value is of the class of its declared type, {@code null}, or an
 * {@link OffRow}. Source: {@code docs/protocol/statements.md} 7.
 *
 * @param rows one array per row in parameter order; one empty row for a statement without parameters
 */
public record Binds(List<Declaration> declarations, List<@Nullable Object[]> rows) {
    /** No parameters: one empty row. */
    public static final Binds NONE = new Binds(List.of(), Collections.singletonList(new @Nullable Object[0]));

    /**
     * Reads declarations and all values; moves the reader index behind them.
     *
     * @param mostRows more are an error, {@link ErrorCode#LIMIT}: rows without sent values cost no bytes
     */
    static Binds read(ByteBuf in, int parameters, long rows, boolean named, int mostRows, WireFormat format) {
        if (rows > mostRows) {
            throw DmException.of(ErrorCode.LIMIT, "bound rows", mostRows);
        }
        BindReader reader = BindReader.of(in, parameters, rows, named, format);
        List<Declaration> declarations = new ArrayList<>();
        for (int p = 0; p < parameters; p++) {
            declarations.add(reader.declaration(p));
        }
        int end = reader.end();
        List<@Nullable Object[]> values = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] bound = new @Nullable Object[parameters];
            for (int p = 0; p < parameters; p++) {
                bound[p] = reader.value(row, p);
            }
            values.add(bound);
        }
        in.readerIndex(end);
        return new Binds(List.copyOf(declarations), values);
    }

    void write(ByteBuf out, boolean named, WireFormat format) {
        declarations.forEach(declaration -> declaration.write(out, named, format));
        for (@Nullable Object[] row : rows) {
            for (int p = 0; p < row.length; p++) {
                if (declarations.get(p).sent()) {
                    writeValue(out, declarations.get(p), row[p], format);
                }
            }
        }
    }

    private static void writeValue(ByteBuf out, Declaration declaration, @Nullable Object value, WireFormat format) {
        if (value == null) {
            out.writeShortLE(Field.NULL);
        } else if (value instanceof OffRow.Streamed streamed) {
            out.writeShortLE(Field.STREAMED);
            streamed.block().write(out);
        } else if (value instanceof OffRow.LobCopy copy) {
            out.writeShortLE(Field.LOB_COPY);
            copy.locator().write(out, format);
        } else {
            DmType type = declaration.scalar();
            if (type == null) {
                throw new ProtocolException("values of type " + declaration.type() + " are not written here");
            }
            int start = Field.open(out);
            ValueCodec.write(out, type, value, format);
            if (out.writerIndex() - start > Field.MOST_SHORT) {
                throw DmException.of(ErrorCode.LIMIT, "bound value", Field.MOST_SHORT);
            }
            Field.close(out, start);
        }
    }
}
