package io.opendcp.proxy.session;

import io.opendcp.protocol.ini.DmIniKeys;
import java.time.Duration;

/**
 * Settings of the user port.
 *
 * @param instanceName the DCP's own
 * @param sessions most sessions (DCP_MAX_SESSIONS)
 * @param loginTimeout for logging in to an EP (DCP_LOGIN_TIMEOUT)
 * @param loginDelay before another password is checked after two wrong ones (DCP_LOGIN_DELAY)
 * @param tellsDcp whether EPs are told that a DCP asks (DCP_MPP_FLAG)
 * @param staysOnEp whether what any EP may run stays on the session's last one (DCP_STAY_ON_EP)
 * @param waiting for EPs that cannot be used
 */
public record UserPortSettings(
        String instanceName,
        int sessions,
        Duration loginTimeout,
        Duration loginDelay,
        boolean tellsDcp,
        boolean staysOnEp,
        WaitLimits waiting) {
    /** These, with the setting of that name changed; these, if it is none of those that are live. */
    public UserPortSettings with(String setting, int value) {
        if (setting.equals(DmIniKeys.DCP_MAX_SESSIONS.name())) {
            return new UserPortSettings(instanceName, value, loginTimeout, loginDelay, tellsDcp, staysOnEp, waiting);
        }
        if (setting.equals(DmIniKeys.DCP_LOGIN_TIMEOUT.name())) {
            Duration timeout = Duration.ofSeconds(value);
            return new UserPortSettings(instanceName, sessions, timeout, loginDelay, tellsDcp, staysOnEp, waiting);
        }
        if (setting.equals(DmIniKeys.DCP_LOGIN_DELAY.name())) {
            Duration delay = Duration.ofMillis(value);
            return new UserPortSettings(instanceName, sessions, loginTimeout, delay, tellsDcp, staysOnEp, waiting);
        }
        if (setting.equals(DmIniKeys.DCP_STAY_ON_EP.name())) {
            return new UserPortSettings(
                    instanceName, sessions, loginTimeout, loginDelay, tellsDcp, value != 0, waiting);
        }
        WaitLimits changed = waiting.with(setting, value);
        return new UserPortSettings(instanceName, sessions, loginTimeout, loginDelay, tellsDcp, staysOnEp, changed);
    }
}
