package io.opendcp.simulator.watch;

import java.time.Duration;

/**
 * How an MPP's instances are watched.
 *
 * @param automatic DW_MODE=AUTO with a confirming monitor (MON_DW_CONFIRM=1): a lost primary is taken over without being asked, and a
 *     primary whose standby is lost asks the monitor before it goes on alone
 * @param tick how often watchers look and tell
 * @param instanceError MDW_INST_ERROR_TIME, INST_ERROR_TIME: for how long an instance is down before it counts as lost
 * @param farError MDW_FAR_ERROR_TIME, DW_ERROR_TIME: for how long a watcher is not heard of before it counts as lost
 * @param recover INST_RECOVER_TIME: how long a standby that is back waits until it is brought up to date
 * @param autoRestart INST_AUTO_RESTART: whether a watcher starts its instance again
 * @param stepLeast the shortest time that a step of a switch takes
 * @param stepMost the longest
 */
public record WatchSpec(
        boolean automatic,
        Duration tick,
        Duration instanceError,
        Duration farError,
        Duration recover,
        boolean autoRestart,
        Duration stepLeast,
        Duration stepMost) {

    /** As the manual's files say: 5 s and 5 s, nothing by itself. */
    public static final WatchSpec MANUAL = new WatchSpec(
            false,
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(3),
            false,
            Duration.ofMillis(50),
            Duration.ofMillis(500));

    /** The same with takeovers by themselves. */
    public WatchSpec withAutomatic(boolean on) {
        return new WatchSpec(on, tick, instanceError, farError, recover, autoRestart, stepLeast, stepMost);
    }

    /** The same, but that watchers start lost instances again, or do not. */
    public WatchSpec withAutoRestart(boolean on) {
        return new WatchSpec(automatic, tick, instanceError, farError, recover, on, stepLeast, stepMost);
    }
}
