package io.opendcp.protocol.server;

import io.netty.buffer.Unpooled;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.message.Binds;
import io.opendcp.protocol.message.Declaration;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.ValueCodec;
import io.opendcp.protocol.type.WireFormat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Turns what a request binds into what a {@link SqlSession} runs, with values that were streamed in their places. */
final class BoundRows {
    private final StreamedValues streamed;
    private final WireFormat format;

    BoundRows(StreamedValues streamed, WireFormat format) {
        this.streamed = streamed;
        this.format = format;
    }

    /**
     * @throws DmException if the binds do not fit the statement, or are of a kind that is not supported
     */
    List<@Nullable Object[]> of(int handle, PreparedSql sql, Binds binds) {
        if (binds.declarations().size() != sql.parameters().size()) {
            throw DmException.of(ErrorCode.ARGUMENT_COUNT);
        }
        for (int p = 0; p < binds.declarations().size(); p++) {
            boolean declaredOut = binds.declarations().get(p).io() != Descriptor.Io.IN;
            if (declaredOut != (sql.parameters().get(p).io() != Descriptor.Io.IN)) {
                throw DmException.of(ErrorCode.ARGUMENT_TYPE);
            }
            if (declaredOut && binds.rows().size() != 1) {
                throw DmException.of(ErrorCode.NOT_SUPPORTED, "OUT parameters in a batch");
            }
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (@Nullable Object[] bound : binds.rows()) {
            @Nullable Object[] row = new @Nullable Object[bound.length];
            for (int p = 0; p < row.length; p++) {
                row[p] = value(handle, p, binds.declarations().get(p), bound[p]);
            }
            rows.add(row);
        }
        return rows;
    }

    /** Types of the parameters that were declared OUT or INOUT. */
    static List<DmType> outTypes(Binds binds) {
        List<DmType> types = new ArrayList<>();
        for (Declaration declaration : binds.declarations()) {
            if (declaration.io() != Descriptor.Io.IN) {
                types.add(scalar(declaration));
            }
        }
        return types;
    }

    private @Nullable Object value(int handle, int parameter, Declaration declaration, @Nullable Object bound) {
        if (bound instanceof OffRow.Streamed elsewhere) {
            return read(streamed.value(handle, elsewhere.block()), declaration);
        }
        if (bound instanceof OffRow.LobCopy) {
            return bound; // LobCopies gets the value
        }
        if (bound instanceof OffRow.NotScalar) {
            throw notScalar(declaration);
        }
        byte[] before = isEmpty(bound) ? streamed.value(handle, parameter) : null;
        return before == null ? bound : read(before, declaration);
    }

    /** What stands in the place of a value that was sent with PUT DATA. */
    private static boolean isEmpty(@Nullable Object bound) {
        return (bound instanceof String text && text.isEmpty()) || (bound instanceof byte[] raw && raw.length == 0);
    }

    private Object read(byte[] bytes, Declaration declaration) {
        return ValueCodec.read(Unpooled.wrappedBuffer(bytes), bytes.length, scalar(declaration), format);
    }

    private static DmType scalar(Declaration declaration) {
        DmType type = declaration.scalar();
        if (type == null) {
            throw notScalar(declaration);
        }
        return type;
    }

    private static DmException notScalar(Declaration declaration) {
        return DmException.of(ErrorCode.NOT_SUPPORTED, "parameters of type " + declaration.type());
    }
}
