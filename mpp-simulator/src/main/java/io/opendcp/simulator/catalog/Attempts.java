package io.opendcp.simulator.catalog;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Failed logins since the last good one, and who is locked for them until when. */
final class Attempts {
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Instant> until = new HashMap<>();

    boolean isLocked(String user, Instant now) {
        @Nullable Instant end = until.get(user);
        return end != null && now.isBefore(end);
    }

    void failed(String user, LoginLimits limits, Instant now) {
        int count = failures.merge(user, 1, Integer::sum);
        if (limits.attempts() > 0 && count >= limits.attempts()) {
            failures.remove(user);
            until.put(user, now.plus(limits.lockTime()));
        }
    }

    void forget(String user) {
        failures.remove(user);
        until.remove(user);
    }
}
