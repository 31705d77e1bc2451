package io.opendcp.simulator.oracle;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows from two sources as text that is equal when they are. */
final class Rows {
    private Rows() {}

    static String text(List<? extends @Nullable Object> row) {
        return row.stream().map(Rows::text).collect(Collectors.joining("|"));
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Number number) {
            BigDecimal decimal = new BigDecimal(number.toString());
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }
}
