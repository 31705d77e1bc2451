package io.opendcp.simulation.check;

import io.opendcp.simulation.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** All operations of a workload, as its clients saw them, in the order of beginning. */
public final class History<T> {
    private final LongSupplier nanos;
    private final List<Operation<T>> operations = new ArrayList<>();

    /** @param nanos virtual time */
    public History(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** One that is under way. */
    public final class Open {
        private final int number;

        private Open(int number) {
            this.number = number;
        }

        /**
         * It ends, once.
         *
         * @param what with the answer, if there was one
         */
        public void end(Outcome outcome, T what) {
            Operation<T> begun = operations.get(number);
            if (begun.completed() != Operation.NEVER) {
                throw new IllegalStateException("ended twice: " + begun);
            }
            operations.set(
                    number,
                    new Operation<>(number, begun.process(), begun.invoked(), nanos.getAsLong(), outcome, what));
        }
    }

    /** {@code process} begins; unless it ends, the outcome stays unknown. */
    public Open begin(String process, T what) {
        int number = operations.size();
        operations.add(new Operation<>(number, process, nanos.getAsLong(), Operation.NEVER, Outcome.UNKNOWN, what));
        return new Open(number);
    }

    public List<Operation<T>> operations() {
        return List.copyOf(operations);
    }

    /** How many operations had which outcome. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        counts.put("operations", (long) operations.size());
        for (Outcome outcome : Outcome.values()) {
            counts.put(
                    outcome.name().toLowerCase(Locale.ROOT),
                    operations.stream()
                            .filter(each -> each.outcome() == outcome)
                            .count());
        }
        return counts;
    }

    /** Those of one kind. */
    public <K extends T> Stream<Operation<K>> of(Class<K> kind) {
        return operations.stream()
                .filter(each -> kind.isInstance(each.what()))
                .map(each -> new Operation<>(
                        each.number(),
                        each.process(),
                        each.invoked(),
                        each.completed(),
                        each.outcome(),
                        kind.cast(each.what())));
    }
}
