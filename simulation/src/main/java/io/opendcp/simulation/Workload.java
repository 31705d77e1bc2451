package io.opendcp.simulation;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** What clients do in a simulation, and whether what they saw was right. */
public interface Workload {
    /**
     * Begins; the rest follows as answers come and time passes.
     *
     * @return ends when all is done and right, exceptionally when something was wrong
     */
    CompletableFuture<?> begin(Simulation simulation);

    /** What it has done so far, by name, in an order that is always the same. */
    default Map<String, Long> counts() {
        return Map.of();
    }
}
