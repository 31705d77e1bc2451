package io.opendcp.simulator.fault;

import java.util.random.RandomGenerator;

/**
 * Changes that clients of the EP ask for fail as the loser of a conflict does: with -6403, their statement undone, their
 * transaction still open.
 *
 * @param outOf one of so many INSERTs, UPDATEs and DELETEs, drawn; 1 is every one
 */
public record WriteConflict(int outOf) implements EpFault {
    public WriteConflict {
        Lengths.atLeast(1, outOf, "the number of changes of which one fails");
    }

    public boolean hits(RandomGenerator chance) {
        return outOf == 1 || chance.nextInt(outOf) == 0;
    }

    @Override
    public String words() {
        return "refuse 1 of " + outOf + " changes";
    }
}
