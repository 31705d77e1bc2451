package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.IniProblem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A cluster as its ini files describe it: a folder with dmmal.ini, dmmpp.ini, hosts, and a folder with a dm.ini for each
 * server; where EPs have standbys, also a dmarch.ini beside those and a folder for each machine with a watcher or a monitor.
 * Source: {@code docs/configuration.md}; Manual 6.
 *
 * @param dir the folder
 * @param eps by EPNO
 * @param groups of EPs that have a watcher; none in a plain MPP
 * @param watchers by machine
 * @param monitors by machine
 * @param servers what EPs and standbys are told, by INSTANCE_NAME in any case
 * @param dcps the servers that run as a DCP; may be none
 * @param mal dmmal.ini, with instances that are no EPs too
 * @param mpp dmmpp.ini
 * @param maxEpSites MAX_EP_SITES, equal on all EPs
 * @param mppWait MPP_WAIT_TIME, equal on all EPs
 * @param keepAlive SESSION_KEEPALIVE, equal on all EPs
 * @param hosts where the hosts of the files are on this machine
 * @param warnings of all files
 */
public record Scenario(
        Path dir,
        List<ScenarioEp> eps,
        List<ScenarioGroup> groups,
        List<ScenarioWatcher> watchers,
        List<ScenarioMonitor> monitors,
        Map<String, ScenarioServer> servers,
        List<DmIni> dcps,
        DmMalIni mal,
        DmMppIni mpp,
        int maxEpSites,
        Duration mppWait,
        Duration keepAlive,
        LoopbackHosts hosts,
        List<IniProblem> warnings) {
    public Scenario {
        eps = List.copyOf(eps);
        groups = List.copyOf(groups);
        watchers = List.copyOf(watchers);
        monitors = List.copyOf(monitors);
        Map<String, ScenarioServer> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(servers);
        servers = Collections.unmodifiableMap(byName);
        dcps = List.copyOf(dcps);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the scenario in {@code dir}, with watchers and monitors in the first form of {@link WatchForm} that it has.
     *
     * @throws io.opendcp.protocol.ini.IniException naming everything that is wrong with its files, or between them
     */
    public static Scenario load(Path dir) {
        return new ScenarioReader(dir, Optional.empty()).read();
    }

    /**
     * Reads the scenario in {@code dir}, with watchers and monitors as its folder for {@code form} has them.
     *
     * @throws io.opendcp.protocol.ini.IniException naming everything that is wrong with its files, or between them
     */
    public static Scenario load(Path dir, WatchForm form) {
        return new ScenarioReader(dir, Optional.of(form)).read();
    }

    /**
     * What the instance called {@code instanceName}, in any case, is told.
     *
     * @throws NoSuchElementException when there is no such EP or standby
     */
    public ScenarioServer server(String instanceName) {
        ScenarioServer server = servers.get(instanceName);
        if (server == null) {
            throw new NoSuchElementException(instanceName);
        }
        return server;
    }

    /** The group that {@code instanceName} is in, as EP or standby. */
    public Optional<ScenarioGroup> group(String instanceName) {
        return groups.stream()
                .filter(group -> group.primary().instanceName().equalsIgnoreCase(instanceName)
                        || group.standbys().stream()
                                .anyMatch(standby -> standby.instanceName().equalsIgnoreCase(instanceName)))
                .findFirst();
    }
}
