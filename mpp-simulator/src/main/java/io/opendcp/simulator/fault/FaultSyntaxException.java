package io.opendcp.simulator.fault;

/** What was said about faults is not understood. The text says where, and what was expected there. */
public final class FaultSyntaxException extends FaultException {
    private static final long serialVersionUID = 1L;

    private final int position;

    /**
     * @param position of the word that is not understood, from 1
     * @param found that word; empty for the end
     * @param english what could stand there, in words
     * @param chinese the same
     */
    FaultSyntaxException(String text, int position, String found, String english, String chinese) {
        super(
                "expected %s, not %s (word %d of: %s)".formatted(english, named(found, "the end"), position, text),
                "应为 %s，而不是 %s（第%d个词: %s）".formatted(chinese, named(found, "结尾"), position, text));
        this.position = position;
    }

    private static String named(String found, String end) {
        return found.isEmpty() ? end : "'" + found + "'";
    }

    /** Of the word that is not understood, from 1. */
    public int position() {
        return position;
    }
}
