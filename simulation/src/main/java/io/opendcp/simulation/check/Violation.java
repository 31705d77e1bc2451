package io.opendcp.simulation.check;

import java.util.List;
import java.util.stream.Stream;

/**
 * A promise that was broken.
 *
 * @param checker who found it
 * @param sentence what happened that must not
 * @param evidence whoever was involved, and when
 */
public record Violation(String checker, String sentence, List<Evidence> evidence) {
    public static Violation of(String checker, String sentence, Operation<?>... involved) {
        return new Violation(
                checker, sentence, Stream.of(involved).map(Operation::evidence).toList());
    }

    public static Violation of(String checker, String sentence, List<JournalEntry> involved) {
        return new Violation(
                checker, sentence, involved.stream().map(Evidence::of).toList());
    }

    @Override
    public String toString() {
        return checker + ": " + sentence;
    }
}
