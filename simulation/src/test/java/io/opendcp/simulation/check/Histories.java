package io.opendcp.simulation.check;

import io.opendcp.simulation.check.Operation.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Histories written by hand: operations one after the other, each a second long; or begun and ended as one likes. */
public final class Histories<T> {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong now = new AtomicLong();
    private final History<T> history = new History<>(now::get);

    public History<T> history() {
        return history;
    }

    /** A second passes. */
    public Histories<T> tick() {
        now.addAndGet(SECOND);
        return this;
    }

    public Histories<T> operation(String process, Outcome outcome, T what) {
        History<T>.Open open = history.begin(process, what);
        tick();
        open.end(outcome, what);
        tick();
        return this;
    }

    /** Several at once, all done. */
    @SafeVarargs
    public final Histories<T> together(T... all) {
        List<History<T>.Open> open = new ArrayList<>();
        for (int i = 0; i < all.length; i++) {
            open.add(history.begin("c" + (i + 1), all[i]));
        }
        tick();
        for (int i = 0; i < all.length; i++) {
            open.get(i).end(Outcome.DONE, all[i]);
        }
        tick();
        return this;
    }
}
