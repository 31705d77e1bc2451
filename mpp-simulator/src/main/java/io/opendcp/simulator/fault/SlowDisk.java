package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Each write to the log takes longer.
 *
 * @param by at least
 * @param jitter at most so much more, drawn for every write
 */
public record SlowDisk(Duration by, Duration jitter) implements DiskFault {
    public SlowDisk {
        Lengths.within(by, "delay");
        Lengths.within(jitter, "jitter");
    }

    /** What a write takes besides, in nanoseconds. */
    public long drawNanos(RandomGenerator chance) {
        return by.toNanos() + (jitter.isZero() ? 0 : chance.nextLong(jitter.toNanos() + 1));
    }

    @Override
    public String words() {
        return "slow its disk by " + Lengths.words(by, jitter);
    }
}
