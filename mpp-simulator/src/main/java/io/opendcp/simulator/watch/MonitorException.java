package io.opendcp.simulator.watch;

import io.opendcp.protocol.error.Language;

/** The monitor cannot, or may not, do what it is told. Codes are those of DM's monitor. */
public final class MonitorException extends RuntimeException {
    private final int code;
    private final String chinese;
    private final String english;

    public MonitorException(int code, String chinese, String english) {
        super("[%d] %s".formatted(code, english));
        this.code = code;
        this.chinese = chinese;
        this.english = english;
    }

    public int code() {
        return code;
    }

    public String text(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
