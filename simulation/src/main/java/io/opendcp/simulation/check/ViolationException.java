package io.opendcp.simulation.check;

import java.util.List;
import java.util.stream.Collectors;

/** A run broke promises; the message shows the first few in lanes. */
public final class ViolationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_SHOWN = 3;

    private final transient List<Violation> violations;

    private ViolationException(List<Violation> violations, List<JournalEntry> journal) {
        super(message(violations, journal));
        this.violations = List.copyOf(violations);
    }

    /** @throws ViolationException if there are any */
    public static void requireNone(List<Violation> violations, List<JournalEntry> journal) {
        if (!violations.isEmpty()) {
            throw new ViolationException(violations, journal);
        }
    }

    public List<Violation> violations() {
        return violations;
    }

    private static String message(List<Violation> violations, List<JournalEntry> journal) {
        String count = violations.size() == 1 ? "a promise is broken" : violations.size() + " promises are broken";
        String shown = violations.stream()
                .limit(MOST_SHOWN)
                .map(violation -> new Lanes(journal).show(violation))
                .collect(Collectors.joining("\n"));
        return count + "\n" + shown;
    }
}
