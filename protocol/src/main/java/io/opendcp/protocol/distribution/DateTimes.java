package io.opendcp.protocol.distribution;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.Temporal;
import java.util.Optional;
import java.util.function.Function;

/** Dates and times made from values of other kinds, where only one reading is possible. */
final class DateTimes {
    private static final int NANO_DIGITS = 9;
    private static final int CHARACTERS_MAX = 40;

    private DateTimes() {}

    static Optional<LocalDate> date(Object value, Conversion purpose) {
        if (value instanceof LocalDate date) {
            return Optional.of(date);
        }
        return timestamp(value, NANO_DIGITS)
                .filter(t -> purpose == Conversion.STORED || t.toLocalTime().equals(LocalTime.MIDNIGHT))
                .map(LocalDateTime::toLocalDate);
    }

    /** Whether a server rounds or cuts excess digits is open, so a value that has some is not converted. */
    static Optional<LocalTime> time(Object value, int digits) {
        Optional<LocalTime> time = Optional.empty();
        if (value instanceof LocalTime given) {
            time = Optional.of(given);
        } else if (value instanceof String text) {
            time = parsed(text, LocalTime::parse);
        }
        return time.filter(t -> fits(t, digits));
    }

    static Optional<LocalDateTime> timestamp(Object value, int digits) {
        Optional<LocalDateTime> timestamp = Optional.empty();
        if (value instanceof LocalDateTime given) {
            timestamp = Optional.of(given);
        } else if (value instanceof LocalDate date) {
            timestamp = Optional.of(date.atStartOfDay());
        } else if (value instanceof String text) {
            timestamp = text.strip().length() == "yyyy-mm-dd".length()
                    ? parsed(text, LocalDate::parse).map(LocalDate::atStartOfDay)
                    : parsed(text.replaceFirst("(?<=\\d) (?=\\d)", "T"), LocalDateTime::parse);
        }
        return timestamp.filter(t -> fits(t, digits));
    }

    private static boolean fits(Temporal value, int digits) {
        int unit = 1;
        for (int i = digits; i < NANO_DIGITS; i++) {
            unit *= 10;
        }
        return value.get(ChronoField.NANO_OF_SECOND) % unit == 0;
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        if (text.length() > CHARACTERS_MAX) {
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text.strip()));
        } catch (DateTimeParseException unknownForm) {
            return Optional.empty();
        }
    }
}
