package io.opendcp.proxy.login;

import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often whose passwords were wrong lately; one is forgotten each time that a while has passed. */
final class Failures<K> {
    /** Remembered at a time; the one whose last wrong password is the oldest goes first. */
    static final int MOST = 10_000;

    /** @param at when the last wrong one was */
    private record Wrong(int times, long at) {}

    private final Time time;
    private final long forgetting;
    private final int mostTimes;
    /** The oldest first. */
    private final Map<K, Wrong> wrong = new LinkedHashMap<>();

    /** @param mostTimes up to which is counted */
    Failures(Time time, Duration forgetting, int mostTimes) {
        this.time = time;
        this.forgetting = forgetting.toNanos();
        this.mostTimes = mostTimes;
    }

    private int left(Wrong its) {
        return (int) Math.max(0, its.times - (time.nanos() - its.at) / forgetting);
    }

    int of(K whose) {
        Wrong its = wrong.get(whose);
        return its == null ? 0 : left(its);
    }

    /** Nanoseconds since the last one. */
    long since(K whose) {
        Wrong its = wrong.get(whose);
        return its == null ? Long.MAX_VALUE : time.nanos() - its.at;
    }

    void add(K whose) {
        int times = Math.min(of(whose) + 1, mostTimes);
        wrong.remove(whose);
        Iterator<Wrong> oldest = wrong.values().iterator();
        while (oldest.hasNext() && (left(oldest.next()) == 0 || wrong.size() >= MOST)) {
            oldest.remove();
        }
        wrong.put(whose, new Wrong(times, time.nanos()));
    }

    int size() {
        return wrong.size();
    }
}
