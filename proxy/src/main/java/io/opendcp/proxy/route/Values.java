package io.opendcp.proxy.route;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.message.BindReader;
import io.opendcp.protocol.message.OffRow;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.Slot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the marks of a shape stand for in one request: literals, and a copy of its bound values. */
final class Values {
    /** Most bound values that are copied. */
    static final int MOST = 1 << 16;
    /** Stands for a value that is not here. */
    static final Object UNKNOWN = new Object();

    private static final Object[] NOTHING_BOUND = {};

    private final Shape shape;
    private final List<@Nullable Object[]> bound;
    private final boolean whole;

    private Values(Shape shape, List<@Nullable Object[]> bound, boolean whole) {
        this.shape = shape;
        this.bound = bound;
        this.whole = whole;
    }

    /**
     * @param parameters how many the text has
     * @param binds not kept
     */
    static Values of(Shape shape, int parameters, @Nullable BindReader binds) {
        if (binds == null || parameters == 0 || binds.parameters() != parameters) {
            return new Values(shape, List.<@Nullable Object[]>of(NOTHING_BOUND), true);
        }
        int rows = Math.min(binds.rows(), MOST / parameters);
        List<@Nullable Object[]> bound = new ArrayList<>(rows);
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] values = new @Nullable Object[parameters];
            Arrays.setAll(values, parameter -> UNKNOWN);
            for (Slot slot : shape.slots()) {
                if (slot instanceof Slot.Parameter parameter) {
                    values[parameter.number()] = read(binds, row, parameter.number());
                }
            }
            bound.add(values);
        }
        return new Values(shape, bound, rows == binds.rows());
    }

    /** Malformed values are the EP's to complain about: it knows what they were meant for. */
    private static @Nullable Object read(BindReader binds, int row, int parameter) {
        try {
            Object value = binds.value(row, parameter);
            return value instanceof OffRow ? UNKNOWN : value;
        } catch (ProtocolException | DmException e) {
            return UNKNOWN;
        }
    }

    /** How many rows there are to place: bound ones times those in the text. */
    int rows() {
        return bound.size() * shape.rows();
    }

    /** Whether that is all of them. */
    boolean whole() {
        return whole;
    }

    /** The value in a row; {@link #UNKNOWN} if it is not known; null for NULL. */
    @Nullable
    Object value(int row, Term term) {
        if (term.mark() == Term.NULL) {
            return null;
        }
        if (term.mark() >= shape.marks()) {
            return UNKNOWN;
        }
        Slot slot = shape.slot(row % shape.rows(), term.mark());
        Object value = UNKNOWN;
        if (slot instanceof Slot.Literal literal) {
            value = literal.value();
        } else if (slot instanceof Slot.Parameter parameter) {
            @Nullable Object[] values = bound.get(row / shape.rows());
            value = parameter.number() < values.length ? values[parameter.number()] : UNKNOWN;
        }
        return term.negated() && value != null ? negated(value) : value;
    }

    private static Object negated(Object value) {
        if (value instanceof Long || value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return BigDecimal.valueOf(((Number) value).longValue()).negate();
        }
        if (value instanceof BigDecimal decimal) {
            return decimal.negate();
        }
        return value instanceof Double real ? (Object) (-real) : UNKNOWN;
    }
}
