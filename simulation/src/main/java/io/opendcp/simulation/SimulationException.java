package io.opendcp.simulation;

import org.jspecify.annotations.Nullable;

/** A simulation came to something that it should not have: with the seed that brings it back, and the journal's tail. */
public final class SimulationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulationException(String what, SimulationSpec spec, Journal journal, @Nullable Throwable cause) {
        super("%s%n%s%n%s".formatted(what, spec, journal.tail()), cause);
    }
}
