package io.opendcp.simulation.junit;

import java.time.Duration;
import java.time.Instant;

/** The time of a test cluster. From any thread but the cluster's own. */
public interface Clock {
    /** What SYSDATE is taken from. */
    Instant now();

    /**
     * Lets time pass: what falls due in it begins, each thing at its own time. What that sets going between sockets goes on by
     * itself; see {@link TestCluster#await}.
     *
     * @throws IllegalStateException in {@link Mode#REAL}, where time passes by itself
     */
    void turn(Duration step);
}
