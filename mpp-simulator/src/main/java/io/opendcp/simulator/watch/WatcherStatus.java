package io.opendcp.simulator.watch;

import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import java.time.Instant;

/**
 * What a watcher tells of itself and its instance.
 *
 * @param at when, on the watcher's machine
 * @param instance INAME
 * @param watcher WSTATUS
 * @param ok INST_OK: whether the instance is there
 * @param archive RSTAT: VALID, INVALID, ASYNC_SEND of the archive to its standby; empty without one
 * @param split whether it has committed what its group does not have
 * @param lsn FLSN
 */
public record WatcherStatus(
        Instant at,
        String instance,
        int epno,
        WatcherState watcher,
        boolean ok,
        InstanceStatus status,
        InstanceMode mode,
        String archive,
        boolean split,
        long lsn) {}
