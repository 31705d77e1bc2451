package io.opendcp.simulation.junit;

/** Whose time it is. Sockets are real in both. */
public enum Mode {
    /** Time stands still until the test turns it. */
    TURNED,
    /** The system's time. */
    REAL
}
