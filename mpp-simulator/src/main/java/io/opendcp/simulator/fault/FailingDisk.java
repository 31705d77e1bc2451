package io.opendcp.simulator.fault;

import java.util.random.RandomGenerator;

/**
 * Writes to the log fail, and nothing of them is kept; so do the commits they are for.
 *
 * @param outOf one of so many writes, drawn; 1 is every one
 */
public record FailingDisk(int outOf) implements DiskFault {
    public FailingDisk {
        Lengths.atLeast(1, outOf, "the number of writes of which one fails");
    }

    public boolean hits(RandomGenerator chance) {
        return outOf == 1 || chance.nextInt(outOf) == 0;
    }

    @Override
    public String words() {
        return "fail 1 of " + outOf + " writes";
    }
}
