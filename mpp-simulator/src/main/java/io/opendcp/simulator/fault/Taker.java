package io.opendcp.simulator.fault;

/** Where pieces go next. */
@FunctionalInterface
interface Taker {
    /** Ownership is taken. */
    void take(Piece piece);
}
