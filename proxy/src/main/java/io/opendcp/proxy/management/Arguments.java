package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.sql.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a procedure is called with: literals and bound values, in order. */
final class Arguments {
    /** Characters of a text in the audit log. */
    private static final int MOST_SHOWN = 200;

    private final List<@Nullable Object> values = new ArrayList<>();

    /** @param bound values of the parameters among the slots */
    Arguments(List<Slot> slots, List<@Nullable Object> bound) {
        for (Slot slot : slots) {
            if (!isThere(slot, bound)) {
                throw DmException.of(ErrorCode.ARGUMENT_TYPE);
            }
            values.add(value(slot, bound));
        }
    }

    private static boolean isThere(Slot slot, List<@Nullable Object> bound) {
        return slot instanceof Slot.Literal
                || slot instanceof Slot.Parameter parameter && parameter.number() < bound.size();
    }

    private static @Nullable Object value(Slot slot, List<@Nullable Object> bound) {
        return slot instanceof Slot.Literal literal ? literal.value() : bound.get(((Slot.Parameter) slot).number());
    }

    /** For the audit log: each as it would be typed, or {@code ***} from number {@code secret} on, and where nothing is known. */
    static List<String> shown(List<Slot> slots, List<@Nullable Object> bound, int secret) {
        List<String> shown = new ArrayList<>();
        for (Slot slot : slots) {
            shown.add(shown.size() >= secret || !isThere(slot, bound) ? "***" : shown(value(slot, bound)));
        }
        return shown;
    }

    private static String shown(@Nullable Object value) {
        if (value instanceof String text) {
            String start = text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "..." : text;
            return "'" + start.replace("'", "''") + "'";
        }
        return value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
    }

    int count() {
        return values.size();
    }

    /** @throws DmException unless there are {@code count} */
    Arguments exactly(int count) {
        if (values.size() != count) {
            throw DmException.of(ErrorCode.ARGUMENT_COUNT);
        }
        return this;
    }

    /**
     * A text.
     *
     * @throws DmException if it is none, empty, or longer than {@code most} characters
     */
    String text(int index, int most) {
        String text = textOrEmpty(index, most);
        if (text.isBlank()) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, "");
        }
        return text;
    }

    /**
     * A text, be it empty.
     *
     * @throws DmException if it is none, or longer than {@code most} characters
     */
    String textOrEmpty(int index, int most) {
        if (!(values.get(index) instanceof String text)) {
            throw DmException.of(ErrorCode.ARGUMENT_TYPE);
        }
        if (text.length() > most) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, text.length() + " > " + most);
        }
        return text;
    }

    /**
     * A whole number, or a text that says one.
     *
     * @throws DmException if it is none, or not in {@code least..most}
     */
    long number(int index, long least, long most) {
        long number = number(values.get(index));
        if (number < least || number > most) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, number + ", " + least + ".." + most);
        }
        return number;
    }

    private static long number(@Nullable Object value) {
        try {
            if (value instanceof BigDecimal || value instanceof String) {
                return new BigDecimal(value.toString().strip()).longValueExact();
            }
            if (value instanceof Number number && !(value instanceof Double) && !(value instanceof Float)) {
                return number.longValue();
            }
        } catch (ArithmeticException | NumberFormatException notWhole) {
            // told below
        }
        throw DmException.of(ErrorCode.ARGUMENT_TYPE);
    }
}
