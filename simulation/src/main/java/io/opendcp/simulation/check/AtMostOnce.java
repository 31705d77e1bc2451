package io.opendcp.simulation.check;

import io.opendcp.simulation.check.Operation.Outcome;
import io.opendcp.simulation.check.TokenOperation.Count;
import io.opendcp.simulation.check.TokenOperation.Put;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether everything was done at most once: a token is there once if its client was told so, not if it was told that it is
 * not, and never twice.
 */
public final class AtMostOnce {
    private static final String CHECKER = "at most once";

    private AtMostOnce() {}

    public static List<Violation> check(History<TokenOperation> history) {
        Optional<Operation<Count>> last =
                history.of(Count.class).filter(Operation::done).reduce((one, later) -> later);
        if (last.isEmpty()) {
            return List.of(Violation.of(CHECKER, "nobody has counted"));
        }
        Map<String, Integer> times = new HashMap<>();
        last.get().what().tokens().forEach(token -> times.merge(token, 1, Integer::sum));
        List<Violation> violations = new ArrayList<>();
        history.of(Put.class).forEach(put -> {
            int count = Optional.ofNullable(times.remove(put.what().token())).orElse(0);
            if (count > 1) {
                violations.add(Violation.of(CHECKER, put.what().token() + " is there " + count + " times", put));
            } else if (count == 1 && put.outcome() == Outcome.FAILED) {
                violations.add(Violation.of(
                        CHECKER, put.process() + " was told that it failed to " + put.what() + ", but it did", put));
            } else if (count == 0 && put.done()) {
                violations.add(Violation.of(
                        CHECKER, put.process() + " was told that it did " + put.what() + ", but it is lost", put));
            }
        });
        times.keySet().stream()
                .sorted()
                .forEach(token -> violations.add(
                        Violation.of(CHECKER, token + " is there, and nobody has put it there", last.get())));
        return List.copyOf(violations);
    }
}
