package io.opendcp.proxy.cluster;

import io.opendcp.protocol.time.Time;
import java.time.Duration;

/**
 * Whether a connection broke, and no refresh that began later has ended: others may be about to be cut. Confined to one event
 * loop.
 */
final class Doubt {
    /** How long a break may hold somebody up. */
    static final Duration LONGEST = Duration.ofSeconds(1);

    private final Time time;
    private boolean on;
    /** The first break since a refresh began last, in {@code Time.nanos()}. */
    private long since;
    /** Whether there was one. */
    private boolean broke;

    Doubt(Time time) {
        this.time = time;
    }

    void onBreak() {
        if (!broke || !now()) {
            since = time.nanos();
        }
        on = true;
        broke = true;
    }

    void onRefreshBegun() {
        broke = false;
    }

    /** It has ended, in vain or not. */
    void onRefreshEnded() {
        on = broke;
    }

    boolean now() {
        return on && time.nanos() - since < LONGEST.toNanos();
    }
}
