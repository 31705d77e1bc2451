package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Messages of the EP to others arrive later, in their order.
 *
 * @param by at least
 * @param jitter at most so much more, drawn for every message
 */
public record MalDelay(List<String> eps, Duration by, Duration jitter) implements MalFault {
    public MalDelay {
        eps = MalFault.some(eps);
        Lengths.within(by, "delay");
        Lengths.within(jitter, "jitter");
    }

    /** How much later one arrives, in nanoseconds. */
    public long drawNanos(RandomGenerator chance) {
        return by.toNanos() + (jitter.isZero() ? 0 : chance.nextLong(jitter.toNanos() + 1));
    }

    @Override
    public String words() {
        return "delay its messages to " + MalFault.words(eps) + " by " + Lengths.words(by, jitter);
    }
}
