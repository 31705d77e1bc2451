package io.opendcp.simulation.check;

import io.opendcp.simulation.check.TokenOperation.Ask;
import java.util.List;
import java.util.stream.Stream;

/** Whether each reply was its request's: it carries the same token. Whose reply it was is said too. */
public final class OwnReplies {
    private static final String CHECKER = "no cross-session reply";

    private OwnReplies() {}

    public static List<Violation> check(History<TokenOperation> history) {
        List<Operation<Ask>> asks = history.of(Ask.class).toList();
        return asks.stream()
                .filter(Operation::done)
                .filter(ask -> !ask.what().answer().equals(ask.what().token()))
                .map(ask -> {
                    Operation<?>[] involved = Stream.concat(
                                    Stream.of(ask),
                                    asks.stream()
                                            .filter(other -> other.what()
                                                    .token()
                                                    .equals(ask.what().answer())))
                            .toArray(Operation[]::new);
                    String whose = involved.length == 1 ? "nobody" : involved[1].process();
                    return Violation.of(
                            CHECKER,
                            "%s asked with %s and was answered '%s', which is for %s"
                                    .formatted(
                                            ask.process(),
                                            ask.what().token(),
                                            ask.what().answer(),
                                            whose),
                            involved);
                })
                .toList();
    }
}
