package io.opendcp.proxy.login;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** How often whose passwords were wrong lately, and the pause that follows from it. One is forgotten each minute. */
final class GuessLimits {
    /** Remembered at a time; the one whose last wrong password is the oldest goes first. */
    static final int MOST = 10_000;
    /** Who mistypes once does not notice; from the second on the pause doubles, up to this one: sixteen times the first. */
    static final int MOST_DOUBLED = 6;

    private static final long FORGETTING = Duration.ofMinutes(1).toNanos();

    /** @param at when the last wrong one was */
    private record Wrong(int times, long at) {
        int left(long now) {
            return (int) Math.max(0, times - (now - at) / FORGETTING);
        }
    }

    private final Time time;
    private Duration delay;
    /** The oldest first. */
    private final Map<Attempts.Of, Wrong> wrong = new LinkedHashMap<>();

    GuessLimits(Time time, Duration delay) {
        this.time = time;
        this.delay = delay;
    }

    void delay(Duration now) {
        delay = now;
    }

    int failures(Attempts.Of of) {
        Wrong its = wrong.get(of);
        return its == null ? 0 : its.left(time.nanos());
    }

    void wrong(Attempts.Of of) {
        int times = Math.min(failures(of) + 1, MOST_DOUBLED);
        wrong.remove(of);
        long now = time.nanos();
        Iterator<Wrong> oldest = wrong.values().iterator();
        while (oldest.hasNext() && (oldest.next().left(now) == 0 || wrong.size() >= MOST)) {
            oldest.remove();
        }
        wrong.put(of, new Wrong(times, now));
    }

    /** From now until the next password may be checked. */
    Duration pause(Attempts.Of of) {
        Wrong its = wrong.get(of);
        int times = failures(of);
        if (its == null || times < 2) {
            return Duration.ZERO;
        }
        Duration left = delay.multipliedBy(1L << times - 2).minusNanos(time.nanos() - its.at);
        return left.isNegative() ? Duration.ZERO : left;
    }

    DmException refusal(Attempts.Of of) {
        return DmException.of(ErrorCode.TOO_MANY_GUESSES, of.user());
    }

    int size() {
        return wrong.size();
    }
}
