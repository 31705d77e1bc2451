package io.opendcp.simulation;

import io.opendcp.protocol.error.DmException;
import io.opendcp.simulation.check.ViolationException;
import org.jspecify.annotations.Nullable;

/** A simulation came to something that it should not have: with what brings it back, and the journal's tail. */
public final class SimulationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    SimulationException(String what, SimulationSpec spec, Journal journal, @Nullable Throwable cause) {
        super("%s%n%s%n%s".formatted(what, spec, journal.tail()), cause);
        this.what = what;
    }

    /** What was wrong, in one line. */
    public String what() {
        return what;
    }

    /** What was wrong without its circumstances: two failures of one kind have, most likely, one reason. */
    public String kind() {
        if (getCause() instanceof ViolationException broken) {
            return broken.violations().get(0).checker();
        }
        if (getCause() instanceof DmException told) {
            return "error " + told.code();
        }
        String defect = getCause() instanceof IllegalStateException || getCause() == null
                ? ""
                : getCause().getClass().getSimpleName() + " ";
        int colon = what.indexOf(':');
        return defect + (colon < 0 ? what : what.substring(0, colon));
    }
}
