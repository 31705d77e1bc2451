package io.opendcp.protocol.distribution;

import io.opendcp.protocol.type.RowId;
import io.opendcp.protocol.type.TypeSpec;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/**
 * A literal or bound value turned into a column's type, as has to be done before hashing: 1 hashes differently as INT, DECIMAL and
 * VARCHAR. Empty means that what the server would make of the value is not known. Source: {@code docs/protocol/distribution.md} 2.
 */
public enum Conversion {
    /** The value is put into the column, and may be rounded. */
    STORED,
    /** The column is compared with the value; a value that the column cannot hold exactly equals no row for sure. */
    COMPARED;

    /** Digits beyond this many would only cost time. */
    private static final int NUMBER_CHARACTERS_MAX = 128;

    /**
     * {@code value} as an object of the column's {@link io.opendcp.protocol.type.DmType#javaClass()}.
     *
     * @param value not NULL; of any class that a {@code DmType} stands for
     */
    public Optional<Object> to(TypeSpec column, Object value) {
        return switch (column.type()) {
            case CHAR, VARCHAR, VARCHAR2, CLOB -> toText(value);
            case BIT, TINYINT -> whole(value, Byte.SIZE).map(BigDecimal::byteValue);
            case SMALLINT -> whole(value, Short.SIZE).map(BigDecimal::shortValue);
            case INTEGER -> whole(value, Integer.SIZE).map(BigDecimal::intValue);
            case BIGINT -> whole(value, Long.SIZE).map(BigDecimal::longValue);
            case DECIMAL -> toDecimal(column, value);
            case REAL -> toReal(value);
            case DOUBLE -> toDouble(value);
            case DATE -> DateTimes.date(value, this).map(Object.class::cast);
            case TIME -> DateTimes.time(value, digits(column)).map(Object.class::cast);
            case TIMESTAMP, TIMESTAMP_NANOS ->
                DateTimes.timestamp(value, digits(column)).map(Object.class::cast);
            case ROWID -> value instanceof String text ? rowId(text) : same(column, value);
            default -> same(column, value);
        };
    }

    private Optional<Object> toText(Object value) {
        if (value instanceof String) {
            return Optional.of(value);
        }
        // Compared with a number, the server may turn the column into numbers: '05' = 5.
        boolean wholeNumber = value instanceof Integer || value instanceof Long || value instanceof Short;
        return this == STORED && wholeNumber ? Optional.of(value.toString()) : Optional.empty();
    }

    private static Optional<BigDecimal> whole(Object value, int bits) {
        return number(value)
                .filter(n -> n.signum() == 0 || n.stripTrailingZeros().scale() <= 0)
                .filter(n -> n.toBigInteger().bitLength() < bits);
    }

    private Optional<Object> toDecimal(TypeSpec column, Object value) {
        return number(value).flatMap(n -> {
            // Without precision a DECIMAL column keeps what it is given.
            BigDecimal kept = column.precision() == 0 ? n : n.setScale(column.scale(), RoundingMode.HALF_UP);
            return this == STORED || kept.compareTo(n) == 0 ? Optional.of(kept) : Optional.empty();
        });
    }

    private Optional<Object> toReal(Object value) {
        if (value instanceof Float) {
            return Optional.of(value);
        }
        return number(value).flatMap(n -> {
            float kept = n.floatValue();
            boolean exact = !Float.isInfinite(kept) && new BigDecimal(kept).compareTo(n) == 0;
            return exact || (this == STORED && !Float.isInfinite(kept)) ? Optional.of(kept) : Optional.empty();
        });
    }

    private static Optional<Object> toDouble(Object value) {
        if (value instanceof Double) {
            return Optional.of(value);
        }
        if (value instanceof Float real) {
            return Optional.of(real.doubleValue());
        }
        return number(value)
                .map(BigDecimal::doubleValue)
                .filter(Double::isFinite)
                .map(Object.class::cast);
    }

    private static Optional<BigDecimal> number(Object value) {
        try {
            if (value instanceof Byte || value instanceof Short || value instanceof Integer || value instanceof Long) {
                return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
            }
            if (value instanceof BigDecimal decimal) {
                return Optional.of(decimal).filter(Conversion::moderate);
            }
            if (value instanceof Double || value instanceof Float) {
                return Optional.of(new BigDecimal(value.toString())).filter(Conversion::moderate);
            }
            if (value instanceof String text && text.length() <= NUMBER_CHARACTERS_MAX) {
                return Optional.of(new BigDecimal(text.strip())).filter(Conversion::moderate);
            }
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** A huge exponent would make huge numbers of digits. */
    private static boolean moderate(BigDecimal number) {
        return number.precision() <= NUMBER_CHARACTERS_MAX
                && Math.abs((long) number.scale()) <= 2 * NUMBER_CHARACTERS_MAX;
    }

    private static int digits(TypeSpec column) {
        return column.scale() < 0 || column.scale() > 9 ? 6 : column.scale();
    }

    private static Optional<Object> rowId(String text) {
        try {
            RowId id = RowIdLayout.of(text);
            return Optional.of(id);
        } catch (IllegalArgumentException notARowId) {
            return Optional.empty();
        }
    }

    private static Optional<Object> same(TypeSpec column, Object value) {
        return column.type().javaClass().isInstance(value) ? Optional.of(value) : Optional.empty();
    }
}
