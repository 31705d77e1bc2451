package io.opendcp.simulator.setup;

import io.opendcp.protocol.error.Language;

/** A command is wrong, or cannot be done now; nothing of it has been. */
public final class SetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Words words;

    SetupException(String english, String chinese) {
        super(english);
        words = new Words(english, chinese);
    }

    /** What is wrong, in one line. */
    public String text(Language language) {
        return words.in(language);
    }
}
