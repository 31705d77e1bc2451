package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.Arrays;

/** Parts of LOB values: of a {@code byte[]} by bytes, of a {@link String} by UTF-16 characters. */
final class LobValues {
    private LobValues() {}

    static int length(Object value) {
        return value instanceof String text ? text.length() : ((byte[]) value).length;
    }

    /** Of {@code value} what is from {@code offset} on, at most {@code most}; a character of two is not torn. */
    static Object part(Object value, long offset, int most) {
        int from = (int) Math.min(offset, length(value));
        int to = (int) Math.min((long) from + most, length(value));
        if (value instanceof String text) {
            return text.substring(from, whole(text, from, to));
        }
        return Arrays.copyOfRange((byte[]) value, from, to);
    }

    private static int whole(String text, int from, int to) {
        boolean torn = to > from
                && to < text.length()
                && Character.isHighSurrogate(text.charAt(to - 1))
                && Character.isLowSurrogate(text.charAt(to));
        if (!torn) {
            return to;
        }
        return to - 1 > from ? to - 1 : to + 1;
    }

    /**
     * {@code value} with {@code data} written over it from {@code offset} on.
     *
     * @throws DmException if that would leave a hole
     */
    static Object written(Object value, long offset, Object data) {
        if (offset > length(value)) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, offset);
        }
        int from = (int) offset;
        int to = from + length(data);
        if (value instanceof String text) {
            return text.substring(0, from) + data + text.substring(Math.min(to, text.length()));
        }
        byte[] old = (byte[]) value;
        byte[] changed = Arrays.copyOf(old, Math.max(to, old.length));
        System.arraycopy(data, 0, changed, from, to - from);
        return changed;
    }

    /** The beginning of {@code value}; all of it if it is no longer than that. */
    static Object cut(Object value, long length) {
        int to = (int) Math.min(length, length(value));
        return value instanceof String text ? text.substring(0, to) : Arrays.copyOf((byte[]) value, to);
    }
}
