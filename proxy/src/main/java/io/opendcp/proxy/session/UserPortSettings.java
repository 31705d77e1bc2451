package io.opendcp.proxy.session;

import java.time.Duration;

/**
 * Settings of the user port.
 *
 * @param instanceName the DCP's own
 * @param sessions most sessions (DCP_MAX_SESSIONS)
 * @param loginTimeout for logging in to an EP
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
        WaitLimits waiting) {}
