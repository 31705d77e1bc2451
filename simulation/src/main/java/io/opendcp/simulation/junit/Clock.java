package io.opendcp.simulation.junit;

import java.time.Duration;
import java.time.Instant;

/** The time of a test cluster. From any thread but the cluster's own. */
public interface Clock {
    /** What SYSDATE is taken from. */
    Instant now();

    /**
     * Lets time pass: what falls due in it happens, one thing after the other, each at its own time, and what EPs and DCPs then say
     * to each other arrives before time goes on. What clients do with it is for them.
     *
     * @throws IllegalStateException in {@link Mode#REAL}, where time passes by itself
     */
    void turn(Duration step);
}
