package io.opendcp.proxy.session;

import java.time.Duration;

/**
 * How much waiting for EPs that cannot be used is borne.
 *
 * @param longest from a transaction's first attempt on (DCP_SWITCH_WAIT)
 * @param sessions most that wait at a time (DCP_SWITCH_SESSIONS)
 * @param bytes most that their requests have (DCP_SWITCH_MEMORY)
 */
public record WaitLimits(Duration longest, int sessions, long bytes) {
    /** What dm.ini says if it says nothing. */
    public static final WaitLimits USUAL = new WaitLimits(Duration.ofSeconds(60), 10_000, 64L << 20);
}
