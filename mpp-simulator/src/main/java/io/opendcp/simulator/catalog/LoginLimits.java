package io.opendcp.simulator.catalog;

import java.time.Duration;

/**
 * How often a user may fail to log in.
 *
 * @param attempts FAILED_LOGIN_ATTEMPTS: so many failures in a row lock it, 0 for any number
 * @param lockTime PASSWORD_LOCK_TIME: for how long
 */
public record LoginLimits(int attempts, Duration lockTime) {
    /** Source: DM's SQL manual, CREATE USER. */
    public static final LoginLimits USUAL = new LoginLimits(3, Duration.ofMinutes(1));
}
