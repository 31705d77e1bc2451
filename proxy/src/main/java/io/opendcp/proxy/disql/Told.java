package io.opendcp.proxy.disql;

import io.opendcp.protocol.error.Language;

/** Something the person at the console asked for cannot be done, and is told so in a line. */
final class Told extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String chinese;

    Told(String chinese, String english) {
        super(english, null, false, false);
        this.chinese = chinese;
    }

    static Told notSupported(String what) {
        return new Told("不支持: " + what, "not supported: " + what);
    }

    String text(Language language) {
        return language == Language.CHINESE ? chinese : String.valueOf(getMessage());
    }
}
