package io.opendcp.simulator.watch;

import io.opendcp.protocol.error.Language;
import java.time.Instant;

/** A line that the monitor tells. */
public record Notice(Instant at, String chinese, String english) {
    public String text(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
