package io.opendcp.simulator.watch;

import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What a watcher tells of itself and its instance.
 *
 * @param at when, on the watcher's machine
 * @param instance INAME
 * @param watcher WSTATUS
 * @param ok INST_OK: whether the instance is there
 * @param archive RSTAT: VALID, INVALID, ASYNC_SEND of the archive to its standby; empty without one
 * @param split whether it has committed what its group does not have
 * @param opens N_OPEN: how often it has been opened
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
        int opens,
        long lsn) {
    /** The names of {@link #columns}. */
    public static final List<String> HEADS =
            List.of("WTIME", "WSTATUS", "INST_OK", "INAME", "ISTATUS", "IMODE", "RSTAT", "N_OPEN", "FLSN", "CLSN");

    /** As the monitor shows it. */
    public List<String> columns(ZoneId zone) {
        String log = Long.toString(lsn);
        return List.of(
                Notice.TIME.format(at.atZone(zone)),
                watcher.name(),
                ok ? "OK" : "ERROR",
                instance,
                status.name(),
                mode.name(),
                archive.isEmpty() ? "NULL" : archive,
                Integer.toString(opens),
                log,
                log);
    }
}
