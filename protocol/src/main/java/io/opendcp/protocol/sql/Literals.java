package io.opendcp.protocol.sql;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** Literals and their values. */
final class Literals {
    /** Digits that a {@code Long} always has room for. */
    private static final int LONG_DIGITS = 18;
    /** Longest number that is read; DM's numbers have 38 digits. */
    private static final int MOST_DIGITS = 100;

    private Literals() {}

    /** The text that a STRING token stands for. */
    static String text(String token) {
        char first = token.charAt(0);
        if (first == 'q' || first == 'Q') {
            return token.substring(3, token.length() - 2);
        }
        int open = first == '\'' ? 1 : 2;
        return token.substring(open, token.length() - 1).replace("''", "'");
    }

    /** A NUMBER token with its sign. */
    static Slot number(String token, boolean negative) {
        if (token.length() > MOST_DIGITS) {
            return new Slot.Unread();
        }
        boolean whole = token.chars().allMatch(c -> c >= '0' && c <= '9');
        if (whole && token.length() <= LONG_DIGITS) {
            long value = Long.parseLong(token);
            return new Slot.Literal(negative ? -value : value);
        }
        if (token.indexOf('e') >= 0 || token.indexOf('E') >= 0) {
            double value = Double.parseDouble(token);
            return new Slot.Literal(negative ? -value : value);
        }
        BigDecimal value = new BigDecimal(token);
        BigDecimal signed = negative ? value.negate() : value;
        return new Slot.Literal(whole && fitsLong(signed) ? (Object) signed.longValueExact() : signed);
    }

    private static boolean fitsLong(BigDecimal value) {
        return value.toBigInteger().bitLength() < Long.SIZE;
    }

    /** The value of {@code DATE 'text'} and its like; {@code Unread} if the text is not written plainly. */
    static Slot dated(String word, String text) {
        try {
            return new Slot.Literal(
                    switch (word) {
                        case "DATE" -> LocalDate.parse(text);
                        case "TIME" -> LocalTime.parse(text);
                        default -> LocalDateTime.parse(text.replace(' ', 'T'));
                    });
        } catch (DateTimeParseException e) {
            return new Slot.Unread();
        }
    }
}
