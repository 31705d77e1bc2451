package io.opendcp.simulator.fault;

/** A server as somebody who holds its power switch sees it. All calls are idempotent. */
public interface Instance {
    /** It answers nothing and keeps its connections, as a stopped process does, until {@link #resume} or {@link #kill}. */
    void pause();

    void resume();

    /** Its process ends: connections are cut, its port is closed, open transactions are gone; what it acknowledged is kept. */
    void kill();

    /** It starts again as soon as it can: same data, same port. */
    void restart();

    /** @throws IllegalArgumentException if {@link #suffers} would not take it; does nothing else */
    default void require(EpFault fault) {}

    /**
     * Something goes wrong behind its port.
     *
     * @param bitten told whenever that takes effect
     */
    void suffers(EpFault fault, Runnable bitten);

    /** That is over. */
    void heals(EpFault fault);

    /** Faults and triggers at its port and behind it are over, and a pause. */
    void heal();
}
