package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Borrowers for whom there is no room, in the order of asking. Whose user's or EP's limit is full is passed by others. The
 * first in line, when he has been passed often by some who want of what he wants, has a place kept in both limits: else
 * one who needs room in two at the same time might wait for ever.
 */
final class WaitingLine {
    /** How often the first in line is passed before a place is kept for him. */
    static final int PATIENCE = 32;

    private final Set<Wish> wishes = new LinkedHashSet<>();
    private final Map<Kind, Set<Wish>> alike = new HashMap<>();
    private final WaitTimes times = new WaitTimes();
    private final Time time;
    private final Room room;
    private long asked;

    WaitingLine(Time time, Room room) {
        this.time = time;
        this.room = room;
    }

    /** What wishes have in common of which one can be served exactly if another can. */
    private record Kind(String user, int epno) {
        static Kind of(Wish wish) {
            return new Kind(wish.key().user(), wish.key().epno());
        }
    }

    /** At its end, for {@code longest} at most; then {@code tooLong} is told with the error. */
    void add(Wish wish, Duration longest, BiConsumer<Wish, DmException> tooLong) {
        wishes.add(wish);
        alike.computeIfAbsent(Kind.of(wish), kind -> new LinkedHashSet<>()).add(wish);
        wish.waits(
                ++asked,
                time,
                longest,
                () -> tooLong.accept(wish, full(wish, Duration.ofNanos(time.nanos() - wish.since()))));
    }

    /** Says how long somebody has waited for what, and what is full: nothing is down. */
    DmException full(Wish wish, Duration waited) {
        String seconds = String.format(Locale.ROOT, "%.1f", waited.toMillis() / 1000.0);
        Room.Limit limit = room.missing(wish.key(), wish.ep(), kept());
        return DmException.of(ErrorCode.POOL_WAIT, seconds, wish.ep(), limit.used(), limit.most(), limit.setting());
    }

    /** Does nothing with one that is not here. */
    void remove(Wish wish) {
        if (wishes.remove(wish)) {
            times.add(time.nanos() - wish.since());
            alike.computeIfPresent(Kind.of(wish), (kind, same) -> same.remove(wish) && same.isEmpty() ? null : same);
        }
    }

    /** Whoever came first; null if nobody waits. */
    @Nullable
    Wish first() {
        return wishes.isEmpty() ? null : wishes.iterator().next();
    }

    /** Whose turn it is: the first who can be served; null if nobody can. */
    @Nullable
    Wish next() {
        Wish first = first();
        if (first == null || room.full()) {
            return null;
        }
        if (room.has(first.key(), null)) {
            return first;
        }
        Wish next = null;
        for (Set<Wish> same : alike.values()) {
            Wish each = same.iterator().next();
            if ((next == null || each.number() < next.number()) && room.has(each.key(), kept())) {
                next = each;
            }
        }
        return next;
    }

    /** Whether somebody who comes now is served before all that wait. */
    boolean lets(PoolKey key) {
        return room.has(key, kept()) && (wishes.isEmpty() || next() == null);
    }

    /** Somebody is served, and leaves the line if he was in it. */
    void serves(Wish wish) {
        Wish first = first();
        if (first != null && first != wish && alike(first.key(), wish.key())) {
            first.passed();
        }
        remove(wish);
    }

    private static boolean alike(PoolKey one, PoolKey other) {
        return one.epno() == other.epno() || one.user().equals(other.user());
    }

    /** Whose place is kept. */
    @Nullable
    PoolKey kept() {
        Wish first = first();
        return first != null && first.timesPassed() >= PATIENCE ? first.key() : null;
    }

    WaitTimes times() {
        return times;
    }

    int size() {
        return wishes.size();
    }
}
