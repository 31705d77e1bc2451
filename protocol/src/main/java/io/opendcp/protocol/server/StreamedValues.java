package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.message.ControlBlock;
import io.opendcp.protocol.message.PutData;
import io.opendcp.protocol.message.PutData2;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Bound values that come in pieces before the execution they belong to: numbered ones (PUT DATA 2), and those that belong
 * to a parameter (PUT DATA). Source: {@code docs/protocol/statements.md} 7.3.
 */
final class StreamedValues {
    private record Key(int handle, int parameter) {}

    private record Numbered(int handle, ByteArrayOutputStream data) {}

    /** What a value costs that has no bytes yet. */
    private static final int OVERHEAD = 128;

    private final long most;
    private final Map<Long, Numbered> byId = new HashMap<>();
    private final Map<Key, ByteArrayOutputStream> byParameter = new HashMap<>();
    private long lastId;
    private long bytes;

    /** @param most bytes held at a time */
    StreamedValues(long most) {
        this.most = most;
    }

    /**
     * Adds a piece; returns the block that names the value from now on.
     *
     * @throws DmException if it continues a value that was not begun, or there is too much
     */
    ControlBlock add(PutData2 piece) {
        long id = piece.block().id();
        if (id == ControlBlock.FIRST.id()) {
            charge(OVERHEAD);
            id = ++lastId;
            byId.put(id, new Numbered(piece.handle(), new ByteArrayOutputStream()));
        }
        ByteArrayOutputStream value = begun(piece.handle(), id);
        append(value, piece.data());
        return ControlBlock.of(id, value.size());
    }

    void add(PutData piece) {
        Key key = new Key(piece.handle(), piece.parameter());
        if (!byParameter.containsKey(key)) {
            charge(OVERHEAD);
            byParameter.put(key, new ByteArrayOutputStream());
        }
        append(byParameter.get(key), piece.data());
    }

    /** @throws DmException if no such value was sent for that handle */
    byte[] value(int handle, ControlBlock block) {
        return begun(handle, block.id()).toByteArray();
    }

    private ByteArrayOutputStream begun(int handle, long id) {
        Numbered value = byId.get(id);
        if (value == null || value.handle != handle) {
            throw DmException.of(ErrorCode.BAD_MESSAGE, "value " + id + " was not sent before");
        }
        return value.data;
    }

    /** What was sent for a parameter; {@code null} if nothing was. */
    byte @Nullable [] value(int handle, int parameter) {
        ByteArrayOutputStream data = byParameter.get(new Key(handle, parameter));
        return data == null ? null : data.toByteArray();
    }

    /** Forgets what was sent for a handle: it has been executed, or is used for something else. */
    void forget(int handle) {
        byId.values().removeIf(value -> value.handle == handle && released(value.data));
        byParameter.entrySet().removeIf(value -> value.getKey().handle == handle && released(value.getValue()));
    }

    private void append(ByteArrayOutputStream value, ByteBuffer piece) {
        charge(piece.remaining());
        byte[] copy = new byte[piece.remaining()];
        piece.duplicate().get(copy);
        value.writeBytes(copy);
    }

    private void charge(int more) {
        if (more > most - bytes) {
            throw DmException.of(ErrorCode.LIMIT, "bytes of streamed values", most);
        }
        bytes += more;
    }

    private boolean released(ByteArrayOutputStream value) {
        bytes -= value.size() + OVERHEAD;
        return true;
    }
}
