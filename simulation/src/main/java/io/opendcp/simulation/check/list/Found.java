package io.opendcp.simulation.check.list;

import io.opendcp.simulation.check.Operation;
import io.opendcp.simulation.check.Violation;
import java.util.ArrayList;
import java.util.List;

/** What was found that the level excludes. */
final class Found {
    static final String CHECKER = "list-append";

    private final Isolation promised;
    private final List<Violation> violations = new ArrayList<>();

    Found(Isolation promised) {
        this.promised = promised;
    }

    boolean matters(Anomaly anomaly) {
        return anomaly.excludedBy(promised);
    }

    void add(Anomaly anomaly, String sentence, Operation<?>... involved) {
        if (matters(anomaly)) {
            violations.add(Violation.of(CHECKER, anomaly.title() + ": " + sentence, involved));
        }
    }

    List<Violation> violations() {
        return List.copyOf(violations);
    }
}
