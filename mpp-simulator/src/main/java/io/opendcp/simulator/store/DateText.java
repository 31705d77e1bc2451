package io.opendcp.simulator.store;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;

/** Reads dates by the format models of TO_DATE: YYYY MM MON DD HH24 HH12 HH MI SS FF AM PM; all else must match. */
final class DateText {
    private static final List<String> PARTS =
            List.of("YYYY", "MON", "HH24", "HH12", "MM", "DD", "HH", "MI", "SS", "FF", "AM", "PM");
    private static final String MONTHS = "JANFEBMARAPRMAYJUNJULAUGSEPOCTNOVDEC";

    private final String text;
    private final String format;
    private int at;
    private int year = 1900;
    private int month = 1;
    private int day = 1;
    private int hour;
    private int minute;
    private int second;
    private int nano;
    private boolean afternoon;

    private DateText(String text, String format) {
        this.text = text.strip();
        this.format = format.toUpperCase(Locale.ROOT);
    }

    /** @throws DmException -6118 if text and format do not fit */
    static LocalDateTime read(String text, String format) {
        try {
            return new DateText(text, format).read();
        } catch (DateTimeException | IndexOutOfBoundsException e) {
            throw DmException.of(ErrorCode.INVALID_DATETIME);
        }
    }

    private LocalDateTime read() {
        int f = 0;
        while (f < format.length() && at < text.length()) {
            String part = part(f);
            if (part.isEmpty()) {
                if (text.charAt(at) != format.charAt(f)) {
                    throw DmException.of(ErrorCode.INVALID_DATETIME);
                }
                at++;
                f++;
            } else {
                take(part);
                f += part.length();
                f += part.equals("FF") && f < format.length() && Character.isDigit(format.charAt(f)) ? 1 : 0;
            }
        }
        if (at < text.length()) {
            throw DmException.of(ErrorCode.INVALID_DATETIME);
        }
        return LocalDateTime.of(year, month, day, afternoon && hour < 12 ? hour + 12 : hour, minute, second, nano);
    }

    private String part(int from) {
        return PARTS.stream()
                .filter(part -> format.startsWith(part, from))
                .findFirst()
                .orElse("");
    }

    private void take(String part) {
        switch (part) {
            case "YYYY" -> year = digits(4);
            case "MM" -> month = digits(2);
            case "MON" -> {
                month = MONTHS.indexOf(text.substring(at, at + 3).toUpperCase(Locale.ROOT)) / 3 + 1;
                at += 3;
            }
            case "DD" -> day = digits(2);
            case "HH24", "HH12", "HH" -> hour = digits(2);
            case "MI" -> minute = digits(2);
            case "SS" -> second = digits(2);
            case "FF" -> {
                int from = at;
                int value = digits(9);
                nano = (int) (value * Math.pow(10, 9 - (at - from)));
            }
            default -> {
                afternoon = text.regionMatches(true, at, "PM", 0, 2);
                at += 2;
            }
        }
    }

    private int digits(int most) {
        int from = at;
        while (at < text.length() && at - from < most && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == from) {
            throw DmException.of(ErrorCode.INVALID_DATETIME);
        }
        return Integer.parseInt(text.substring(from, at));
    }
}
