package io.opendcp.proxy.session;

import io.opendcp.protocol.ini.DmIniKeys;
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

    /** These, with the setting of that name changed; these, if it is none of them. */
    WaitLimits with(String setting, int value) {
        if (setting.equals(DmIniKeys.DCP_SWITCH_WAIT.name())) {
            return new WaitLimits(Duration.ofSeconds(value), sessions, bytes);
        }
        if (setting.equals(DmIniKeys.DCP_SWITCH_SESSIONS.name())) {
            return new WaitLimits(longest, value, bytes);
        }
        return setting.equals(DmIniKeys.DCP_SWITCH_MEMORY.name())
                ? new WaitLimits(longest, sessions, (long) value << 20)
                : this;
    }
}
