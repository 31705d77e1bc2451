package io.opendcp.simulator.fault;

/**
 * A fault that is in force, and who counts its bites.
 *
 * @param bitten told whenever it takes effect
 */
public record Suffered<F extends EpFault>(F fault, Runnable bitten) {
    /** It took effect. */
    public void bites() {
        bitten.run();
    }
}
