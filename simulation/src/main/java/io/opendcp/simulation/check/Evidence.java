package io.opendcp.simulation.check;

/**
 * Part of a proof: what a party did or saw, and when.
 *
 * @param from virtual time in nanoseconds
 * @param until {@link Operation#NEVER} if it had no end
 */
public record Evidence(String party, long from, long until, String text) {
    public static Evidence of(JournalEntry entry) {
        return new Evidence(entry.who(), entry.nanos(), entry.nanos(), entry.what());
    }
}
