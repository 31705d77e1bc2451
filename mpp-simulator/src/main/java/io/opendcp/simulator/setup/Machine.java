package io.opendcp.simulator.setup;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A machine of a scenario.
 *
 * @param name the folder of its watcher or monitor, as A; else its address
 * @param hosts addresses by which it is known too
 * @param instances those whose data is on it, by the path of their dm.ini
 * @param watcherFile what its watcher's file is called; empty without one
 * @param monitorFile what its monitor's file is called; empty without one
 */
public record Machine(
        String name, Set<String> hosts, Map<String, String> instances, String watcherFile, String monitorFile) {
    public Machine {
        hosts = Set.copyOf(hosts);
        instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
    }

    boolean isCalled(String typed) {
        return name.equalsIgnoreCase(typed) || hosts.contains(typed);
    }
}
