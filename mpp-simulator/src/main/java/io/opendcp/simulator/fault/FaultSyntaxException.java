package io.opendcp.simulator.fault;

import io.opendcp.protocol.error.Language;

/** What was said about faults is not understood. The text says where, and what was expected there. */
public final class FaultSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String text;
    private final int position;
    private final String found;
    private final String expected;

    /**
     * @param position of the word that is not understood, from 1
     * @param found that word; empty for the end
     * @param expected what could stand there, in words
     */
    FaultSyntaxException(String text, int position, String found, String expected) {
        super(said(Language.ENGLISH, text, position, found, expected));
        this.text = text;
        this.position = position;
        this.found = found;
        this.expected = expected;
    }

    /** The same as {@link #getMessage} in either language; words of the grammar stay as they are. */
    public String message(Language language) {
        return said(language, text, position, found, expected);
    }

    /** Of the word that is not understood, from 1. */
    public int position() {
        return position;
    }

    private static String said(Language language, String text, int position, String found, String expected) {
        boolean english = language == Language.ENGLISH;
        String end = english ? "the end" : "结尾";
        String there = found.isEmpty() ? end : "'" + found + "'";
        return (english ? "expected %s, not %s (word %d of: %s)" : "应为 %s，而不是 %s（第%d个词: %s）")
                .formatted(expected, there, position, text);
    }
}
