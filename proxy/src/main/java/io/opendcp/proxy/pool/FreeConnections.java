package io.opendcp.proxy.pool;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The connections that nobody has: the least recently used is the first to go, the most recently used the first to be lent. */
final class FreeConnections {
    private final Set<Backend> oldestFirst = new LinkedHashSet<>();
    private final Map<PoolKey, Deque<Backend>> ofKind = new HashMap<>();

    void add(Backend backend) {
        oldestFirst.add(backend);
        ofKind.computeIfAbsent(backend.key(), kind -> new ArrayDeque<>()).addLast(backend);
    }

    /** Returns whether it was here. */
    boolean remove(Backend backend) {
        boolean here = oldestFirst.remove(backend);
        if (here) {
            Deque<Backend> kind = ofKind.get(backend.key());
            if (kind != null) {
                kind.removeLastOccurrence(backend);
                if (kind.isEmpty()) {
                    ofKind.remove(backend.key());
                }
            }
        }
        return here;
    }

    /** The least recently used of those that {@code which} names. */
    @Nullable
    Backend oldest(Predicate<Backend> which) {
        for (Backend each : oldestFirst) {
            if (which.test(each)) {
                return each;
            }
        }
        return null;
    }

    @Nullable
    Backend newest(PoolKey key) {
        Deque<Backend> kind = ofKind.get(key);
        return kind == null ? null : kind.peekLast();
    }

    boolean contains(Backend backend) {
        return oldestFirst.contains(backend);
    }

    /** Least recently used first. */
    Stream<Backend> stream() {
        return oldestFirst.stream();
    }
}
