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

    /** Faults and triggers at its port are over, and a pause. */
    void heal();
}
