package io.opendcp.simulator.setup;

import io.opendcp.protocol.error.Language;

/** What is told, in either language. */
record Words(String english, String chinese) {
    static final Words NONE = new Words("", "");

    String in(Language language) {
        return language == Language.CHINESE ? chinese : english;
    }
}
