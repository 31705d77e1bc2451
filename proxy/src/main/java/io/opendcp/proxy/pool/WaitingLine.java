package io.opendcp.proxy.pool;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Borrowers for whom there is no room, in the order of asking. */
final class WaitingLine {
    private final Set<Wish> wishes = new LinkedHashSet<>();
    private final Time time;

    WaitingLine(Time time) {
        this.time = time;
    }

    /** At its end, for {@code longest} at most. */
    void add(Wish wish, Duration longest, Consumer<Wish> tooLong) {
        wishes.add(wish);
        wish.waits(time, longest, () -> tooLong.accept(wish));
    }

    /** Does nothing with one that is not here. */
    void remove(Wish wish) {
        wishes.remove(wish);
    }

    /** Whoever came first; null if nobody waits. */
    @Nullable
    Wish first() {
        return wishes.isEmpty() ? null : wishes.iterator().next();
    }

    boolean isEmpty() {
        return wishes.isEmpty();
    }

    int size() {
        return wishes.size();
    }
}
