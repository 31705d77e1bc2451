package io.opendcp.proxy.disql.table;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A value as it is shown. */
final class Cell {
    private Cell() {}

    /** @param value as the driver gives it */
    static String text(Column column, @Nullable String value, TableFormat format) {
        if (value == null) {
            return format.nullShown() ? "NULL" : "";
        }
        if (column.binary()) {
            return "0x" + value;
        }
        return column.approximate() ? number(value, format.scientific()) : value;
    }

    private static String number(String value, boolean scientific) {
        BigDecimal number;
        try {
            number = new BigDecimal(value);
        } catch (NumberFormatException e) {
            return value; // NaN, Infinity
        }
        return scientific ? scientific(number) : number.stripTrailingZeros().toPlainString();
    }

    /** {@code 1.1E+01}: one digit before the point, two or more in the exponent. */
    private static String scientific(BigDecimal number) {
        BigDecimal bare = number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
        String digits = bare.unscaledValue().abs().toString();
        int exponent = digits.length() - 1 - bare.scale();
        String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
        return (number.signum() < 0 ? "-" : "")
                + digits.charAt(0)
                + fraction
                + "E%s%02d".formatted(exponent < 0 ? "-" : "+", Math.abs(exponent));
    }
}
