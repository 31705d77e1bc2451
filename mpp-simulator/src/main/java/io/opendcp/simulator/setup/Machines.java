package io.opendcp.simulator.setup;

import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.simulator.scenario.Scenario;
import io.opendcp.simulator.scenario.ScenarioEp;
import io.opendcp.simulator.scenario.ScenarioMonitor;
import io.opendcp.simulator.scenario.ScenarioWatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The machines of a scenario, and where on them the instances' data lies: where the watchers' files say that dm.ini is, as INST_STARTUP_CMD
 * or INST_INI. Without a watcher it is {@code /dm/data/DAMENG} as in manual 6.1, or a folder for each instance there.
 */
public final class Machines {
    private static final class Draft {
        private final Set<String> hosts = new LinkedHashSet<>();
        private final Map<String, String> instances = new LinkedHashMap<>();
        private String watcherFile = "";
        private String monitorFile = "";
    }

    private final Map<String, Draft> drafts = new TreeMap<>();
    private final Map<String, Set<String>> hosts = new LinkedHashMap<>();

    private Machines(Scenario scenario) {
        scenario.eps().forEach(ep -> hosts.put(ep.instanceName(), addresses(ep.malHost(), ep.host())));
        scenario.groups()
                .forEach(group -> group.standbys()
                        .forEach(standby ->
                                hosts.put(standby.instanceName(), addresses(standby.malHost(), standby.host()))));
        scenario.watchers().forEach(this::add);
        scenario.monitors().forEach(this::add);
        Set<String> watched = new LinkedHashSet<>();
        drafts.values().forEach(each -> watched.addAll(each.instances.values()));
        addUnwatched(scenario.eps().stream()
                .filter(ep -> !watched.contains(ep.instanceName()))
                .toList());
    }

    /** All of them, in the order of their names. */
    public static List<Machine> of(Scenario scenario) {
        return new Machines(scenario)
                .drafts.entrySet().stream()
                        .map(each -> new Machine(
                                each.getKey(),
                                each.getValue().hosts,
                                each.getValue().instances,
                                each.getValue().watcherFile,
                                each.getValue().monitorFile))
                        .toList();
    }

    private static Set<String> addresses(String internal, String external) {
        Set<String> both = new LinkedHashSet<>();
        both.add(internal);
        both.add(external);
        return both;
    }

    private Draft draft(String machine) {
        return drafts.computeIfAbsent(machine, none -> new Draft());
    }

    private void add(ScenarioWatcher watcher) {
        Draft machine = draft(watcher.machine());
        machine.hosts.add(watcher.host());
        machine.watcherFile = fileName(watcher.file());
        for (WatchGroup group : watcher.groups()) {
            put(machine, dmIni(group), group.instanceName());
        }
    }

    private void add(ScenarioMonitor monitor) {
        draft(monitor.machine()).monitorFile = fileName(monitor.ini().file());
    }

    private static String fileName(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static String dmIni(WatchGroup group) {
        String command = group.startupCommand().strip();
        return group.instIni().isEmpty() ? command.substring(command.lastIndexOf(' ') + 1) : group.instIni();
    }

    /** Where the files say nothing, or the same of two instances, each has a folder of its name. */
    private void put(Draft machine, String dmIni, String instance) {
        String own = "/dm/data/" + instance + "/DAMENG/dm.ini";
        machine.hosts.addAll(hosts.getOrDefault(instance, Set.of()));
        machine.instances.put(dmIni.startsWith("/") && !machine.instances.containsKey(dmIni) ? dmIni : own, instance);
    }

    private void addUnwatched(List<ScenarioEp> eps) {
        Map<String, List<ScenarioEp>> byHost = new LinkedHashMap<>();
        eps.forEach(ep ->
                byHost.computeIfAbsent(ep.malHost(), none -> new ArrayList<>()).add(ep));
        byHost.forEach((host, there) -> {
            Draft machine = draft(drafts.entrySet().stream()
                    .filter(each -> each.getValue().hosts.contains(host))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(host));
            boolean alone = there.size() == 1 && machine.instances.isEmpty();
            there.forEach(ep -> put(machine, alone ? "/dm/data/DAMENG/dm.ini" : "", ep.instanceName()));
        });
    }
}
