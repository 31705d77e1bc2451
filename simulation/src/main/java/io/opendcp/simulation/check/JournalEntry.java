package io.opendcp.simulation.check;

import java.util.List;

/**
 * One thing that happened in a simulation. ADR 0401 lists what there is.
 *
 * @param nanos virtual time
 * @param who a party ({@code c1}, {@code DCP1}, {@code EP01}) or a connection ({@code c1#4-DCP1})
 * @param what its kind, and more words; without line breaks
 */
public record JournalEntry(long nanos, String who, String what) {
    private static final long SECOND = 1_000_000_000L;

    /** The first word of what happened. */
    public String kind() {
        int end = what.indexOf(' ');
        return end < 0 ? what : what.substring(0, end);
    }

    /** All words of what happened, its kind first. */
    public List<String> words() {
        return List.of(what.split(" ", -1));
    }

    /** Its line: {@code seconds who what}. */
    public String text() {
        return seconds(nanos) + " " + who + " " + what;
    }

    /** A time as the journal writes it. */
    public static String seconds(long nanos) {
        return nanos / SECOND + "." + Long.toString(SECOND + nanos % SECOND).substring(1);
    }
}
