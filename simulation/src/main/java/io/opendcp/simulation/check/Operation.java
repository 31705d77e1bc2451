package io.opendcp.simulation.check;

/**
 * Something a client wanted, and what it was told.
 *
 * @param number from 0, in the order of beginning
 * @param process the client
 * @param invoked virtual time in nanoseconds
 * @param completed {@link #NEVER} if it had no end
 * @param what was asked for and, if it was answered, the answer
 */
public record Operation<T>(int number, String process, long invoked, long completed, Outcome outcome, T what) {
    /** When what never ended ended. */
    public static final long NEVER = Long.MAX_VALUE;

    /** What the client was told. */
    public enum Outcome {
        /** That it is done. */
        DONE,
        /** That nothing is done. */
        FAILED,
        /** Neither. */
        UNKNOWN
    }

    public boolean done() {
        return outcome == Outcome.DONE;
    }

    /** Whether it was over before {@code later} began. */
    public boolean before(Operation<?> later) {
        return completed < later.invoked;
    }

    /** As part of a proof. */
    public Evidence evidence() {
        return new Evidence(process, invoked, completed, "#" + number + " " + what + ": " + outcome);
    }
}
