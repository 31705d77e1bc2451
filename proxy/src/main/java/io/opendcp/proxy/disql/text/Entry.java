package io.opendcp.proxy.disql.text;

/** One thing to do, as it was typed. */
public sealed interface Entry {
    /**
     * A statement for the server.
     *
     * @param text without the semicolon that ended it, unless it is a program, where the last one belongs to the text
     * @param program whether it is a block or the definition of a program, which a line {@code /} ends
     */
    record Sql(String text, boolean program) implements Entry {
        /** As one would type it again. */
        public String shown() {
            return program ? text : text + ";";
        }
    }

    /** A line for the console itself, without the semicolon that may have ended it. */
    record Command(String line) implements Entry {}

    /** {@code /} alone: the last statement again. */
    record Repeat() implements Entry {}

    /** The input ended within this text. */
    record Unfinished(String text) implements Entry {}

    /** The input has ended. */
    record End() implements Entry {}
}
