package io.opendcp.simulation;

import java.util.concurrent.CompletableFuture;

/** What clients do in a simulation, and whether what they saw was right. */
@FunctionalInterface
public interface Workload {
    /**
     * Begins; the rest follows as answers come and time passes.
     *
     * @return ends when all is done and right, exceptionally when something was wrong
     */
    CompletableFuture<?> begin(Simulation simulation);
}
