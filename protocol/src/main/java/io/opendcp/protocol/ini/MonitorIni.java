package io.opendcp.protocol.ini;

import java.nio.file.Path;
import java.util.List;

/**
 * What a monitor is told, by a dmmmon.ini or a dmmonitor.ini.
 *
 * @param kind how it reaches the watchers, as {@link WatchTransport}
 * @param confirm MON_DW_CONFIRM: whether watchers that take over on their own ask it first; false in the older generation
 * @param broadcast MON_BRO_ADDR; empty for TCP
 * @param groups in the file's order; at least one
 * @param warnings what its owner should look at
 */
public record MonitorIni(
        Path file,
        WatchTransport.Kind kind,
        boolean confirm,
        String broadcast,
        List<MonitorGroup> groups,
        List<IniProblem> warnings) {
    public MonitorIni {
        groups = List.copyOf(groups);
        warnings = List.copyOf(warnings);
    }
}
