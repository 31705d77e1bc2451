package io.opendcp.protocol.message;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.LobLocator;
import io.opendcp.protocol.type.ValueCodec;
import io.opendcp.protocol.type.WireFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Bound values of an execute request, found where they lie: declarations are read at once, a value when it is asked for.
 * Moves no index of the buffer and keeps no copy of it, so it is good only as long as the frame is held. Asking in the
 * order in which values lie (row by row) is linear in all; asking backwards starts from the front again. The frame need
 * not be all here: see {@link OffRow.Missing}. Source: {@code docs/protocol/statements.md} 7.
 */
public final class BindReader {
    private static final int MISSING = -1;

    private final ByteBuf bytes;
    private final WireFormat format;
    private final List<Declaration> declarations;
    /** Place of a parameter among those whose values are sent. */
    private final int[] places;

    private final int sent;
    private final int rows;
    private final int start;
    /** Where the last value that was looked at begins. */
    private int lastAt;

    private long last;

    private BindReader(ByteBuf bytes, int parameters, int rows, boolean named, WireFormat format) {
        this.format = format;
        this.rows = rows;
        this.bytes = bytes.duplicate();
        this.declarations = new ArrayList<>();
        this.places = new int[parameters];
        int counted = 0;
        for (int i = 0; i < parameters; i++) {
            Declaration declaration = Declaration.read(this.bytes, named, format);
            declarations.add(declaration);
            places[i] = counted;
            counted += declaration.sent() ? 1 : 0;
        }
        this.sent = counted;
        this.start = this.bytes.readerIndex();
        this.lastAt = start;
    }

    /**
     * @param bytes its reader index stands on the first declaration; not moved, not retained
     * @param named whether declarations carry names
     * @throws ProtocolException if the declarations are malformed or not all here
     */
    public static BindReader of(ByteBuf bytes, int parameters, long rows, boolean named, WireFormat format) {
        if (rows < 0 || rows > Integer.MAX_VALUE) {
            throw new ProtocolException(rows + " bound rows; 0 to " + Integer.MAX_VALUE);
        }
        return new BindReader(bytes, parameters, (int) rows, named, format);
    }

    public int rows() {
        return rows;
    }

    public int parameters() {
        return declarations.size();
    }

    public Declaration declaration(int parameter) {
        return declarations.get(parameter);
    }

    /**
     * The value, of the class that belongs to the declared type; {@code null} for NULL and for OUT parameters; an
     * {@link OffRow} if it is not here.
     *
     * @throws ProtocolException if lengths do not add up, or the bytes are no value of the declared type
     */
    public @Nullable Object value(int row, int parameter) {
        Objects.checkIndex(row, rows);
        Declaration declaration = declarations.get(Objects.checkIndex(parameter, places.length));
        if (declaration.io() == Descriptor.Io.OUT) {
            return null;
        }
        return seek((long) row * sent + places[parameter]) ? valueAt(lastAt, declaration) : new OffRow.Missing();
    }

    /**
     * Index in the buffer of the locator that is bound there; -1 if something else is bound, or it is not all here.
     *
     * @throws ProtocolException if lengths do not add up
     */
    public int lobCopyAt(int row, int parameter) {
        Objects.checkIndex(row, rows);
        if (!declarations.get(parameter).sent()
                || !seek((long) row * sent + places[parameter])
                || next(lastAt) == MISSING) {
            return MISSING;
        }
        return bytes.getUnsignedShortLE(lastAt) == Field.LOB_COPY ? dataAt(lastAt) : MISSING;
    }

    /** Index in the buffer behind the last value. */
    int end() {
        if (!seek((long) rows * sent)) {
            throw new ProtocolException("bound values end early");
        }
        return lastAt;
    }

    /** Moves to value number {@code wanted}, counted over all rows. */
    private boolean seek(long wanted) {
        if (wanted < last) {
            last = 0;
            lastAt = start;
        }
        while (last < wanted) {
            int next = next(lastAt);
            if (next == MISSING) {
                return false;
            }
            lastAt = next;
            last++;
        }
        return true;
    }

    private int next(int at) {
        int data = dataAt(at);
        int length = data == MISSING ? 0 : length(at);
        return data == MISSING || length > bytes.writerIndex() - data ? MISSING : data + length;
    }

    private @Nullable Object valueAt(int at, Declaration declaration) {
        int end = next(at);
        if (end == MISSING) {
            return new OffRow.Missing();
        }
        int mark = bytes.getUnsignedShortLE(at);
        if (mark == Field.NULL) {
            return null;
        }
        int data = dataAt(at);
        bytes.readerIndex(data);
        if (mark == Field.STREAMED) {
            return new OffRow.Streamed(ControlBlock.read(bytes));
        }
        if (mark == Field.LOB_COPY) {
            return new OffRow.LobCopy(LobLocator.read(bytes, format));
        }
        DmType type = declaration.scalar();
        return type == null
                ? new OffRow.NotScalar(declaration.type())
                : ValueCodec.read(bytes, end - data, type, format);
    }

    /** Where the bytes of the value begin whose length stands at {@code at}. */
    private int dataAt(int at) {
        int here = bytes.writerIndex() - at;
        if (here < Short.BYTES) {
            return MISSING;
        }
        int prefix = bytes.getUnsignedShortLE(at) == Field.LONG ? Short.BYTES + Integer.BYTES : Short.BYTES;
        return here < prefix ? MISSING : at + prefix;
    }

    private int length(int at) {
        int mark = bytes.getUnsignedShortLE(at);
        return switch (mark) {
            case Field.NULL, Field.EMPTY_LOB -> 0;
            case Field.STREAMED -> ControlBlock.LENGTH;
            case Field.LOB_COPY -> LobLocator.length(LobLocator.Kind.OUT_OF_ROW, format);
            case Field.LONG -> longLength(at);
            default -> shortLength(mark);
        };
    }

    private int longLength(int at) {
        int length = bytes.getIntLE(at + Short.BYTES);
        if (length < 0) {
            throw new ProtocolException("bound value of " + length + " bytes");
        }
        return length;
    }

    private static int shortLength(int mark) {
        if (mark > Field.MOST_SHORT) {
            throw new ProtocolException("bound value with mark " + mark + "; lengths go up to " + Field.MOST_SHORT);
        }
        return mark;
    }
}
