package io.opendcp.simulator.watch;

import io.opendcp.protocol.error.Language;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** What the monitor tells: a line, or a line and a table below it. */
public record Notice(Instant at, String chinese, String english) {
    /** As monitors write the time. */
    public static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);

    public String text(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }

    /** With the head that the monitor's own lines have. */
    public String line(Language language, ZoneId zone) {
        return "[monitor]         " + TIME.format(at.atZone(zone)) + ": " + text(language);
    }
}
