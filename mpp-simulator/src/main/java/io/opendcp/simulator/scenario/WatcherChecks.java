package io.opendcp.simulator.scenario;

import static java.util.Objects.requireNonNull;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.DmMWatchIni;
import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import io.opendcp.protocol.ini.DmWatcherIni;
import io.opendcp.protocol.ini.IniKey;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.protocol.ini.WatchIni;
import io.opendcp.protocol.ini.WatchTransport;
import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What must hold between the watchers' files, dmmal.ini and the dm.ini of the instances that are watched. */
record WatcherChecks(
        MalAddresses addresses, LoopbackHosts hosts, Map<String, ScenarioServer> servers, IniProblems problems) {

    /** The machine that a file belongs to: the folder that it is in. */
    static String machine(Path file) {
        return String.valueOf(
                file.toAbsolutePath().getName(file.toAbsolutePath().getNameCount() - 2));
    }

    /** The setting that names the instance of {@code group}. */
    static IniKey instanceKey(WatchGroup group) {
        return group.instIni().isEmpty() ? DmMWatchIni.INST_NAME : DmWatcherIni.INST_INI;
    }

    /** The watchers, with the instances and ports that their files mean; sections that mean none become problems. */
    List<ScenarioWatcher> watchers(List<WatchIni> inis) {
        Map<String, Path> watched = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        List<ScenarioWatcher> watchers = new ArrayList<>();
        for (WatchIni ini : inis) {
            checkKind(ini, inis.get(0));
            Optional<InetAddress> machine = hosts.machine(machine(ini.file()));
            Map<String, Path> ports = new HashMap<>();
            List<WatchGroup> groups = new ArrayList<>();
            String host = "";
            for (WatchGroup group : ini.groups()) {
                Optional<MalInstance> instance = instance(ini, group);
                if (instance.isEmpty() || !once(watched, instance.get().instName(), ini, group)) {
                    continue;
                }
                Optional<InetAddress> at = addresses.machine(instance.get());
                machine = machine.or(() -> at);
                checkMachine(ini, group, instance.get(), machine);
                WatchGroup meant = meant(ini, group, instance.get());
                once(ports, "port " + meant.transport().port(), ini, group);
                groups.add(meant);
                host = host.isEmpty() || at.equals(machine) ? instance.get().host() : host;
            }
            if (!groups.isEmpty()) {
                watchers.add(new ScenarioWatcher(machine(ini.file()), ini.file(), host, groups));
            }
        }
        return watchers;
    }

    private void checkKind(WatchIni ini, WatchIni first) {
        if (ini.kind() != first.kind()) {
            problems.error(
                    ini.file(),
                    ini.groups().get(0).sectionLine(),
                    "[" + ini.groups().get(0).name() + "]",
                    "通信方式与 " + first.file() + " 不同",
                    "does not talk as " + first.file() + " does: all watchers do it by UDP, by TCP, or as the newer");
        }
    }

    /** The instance that is watched: by its name or, in the newer generation, by a folder in the path of its dm.ini. */
    private Optional<MalInstance> instance(WatchIni ini, WatchGroup group) {
        String name = group.instanceName();
        if (name.isEmpty()) {
            for (Path at = Path.of(group.instIni()); at != null && !servers.containsKey(name); at = at.getParent()) {
                name = String.valueOf(at.getFileName());
            }
        }
        ScenarioServer server = servers.get(name);
        Optional<MalInstance> instance = addresses.find(name);
        if (server == null) {
            error(ini, group, "没有此实例的 dm.ini", "no dm.ini of a folder here is that instance's");
        } else if (instance.isEmpty()) {
            error(ini, group, addresses.file() + " 中没有此实例", "is not in " + addresses.file());
        }
        return server == null ? Optional.empty() : instance;
    }

    private void checkMachine(WatchIni ini, WatchGroup group, MalInstance instance, Optional<InetAddress> expected) {
        Optional<InetAddress> machine = addresses.machine(instance);
        if (machine.isEmpty()) {
            String what = "[" + instance.malName() + "] MAL_HOST = " + instance.host();
            problems.error(addresses.file(), instance.line(), what, "不在主机表中", "is not in the host table");
        } else if (!machine.equals(expected)) {
            error(
                    ini,
                    group,
                    "此实例不在该机器上: MAL_HOST = " + instance.host(),
                    "is on another machine: MAL_HOST = " + instance.host());
        }
    }

    private boolean once(Map<String, Path> seen, String what, WatchIni ini, WatchGroup group) {
        Path first = seen.putIfAbsent(what, ini.file());
        if (first != null) {
            error(ini, group, what + " 已在 " + first + " 中使用", what + " is used already in " + first);
        }
        return first == null;
    }

    private WatchGroup meant(WatchIni ini, WatchGroup group, MalInstance instance) {
        WatchTransport said = group.transport();
        if (said.kind() != Kind.MAL) {
            DmIni server = requireNonNull(servers.get(instance.instName())).ini();
            checkPort(
                    server, DmIniKeys.DW_UDP_PORT, server.watched().dwUdpPort(), ini, "MDW_UDP_PORT", said.localPort());
            checkPort(
                    server,
                    DmIniKeys.INST_UDP_PORT,
                    server.watched().instUdpPort(),
                    ini,
                    "INST_UDP_PORT",
                    said.instPort());
            return group.watching(instance.instName(), said);
        }
        if (instance.dwPort() == 0 || instance.instDwPort() == 0) {
            problems.error(
                    addresses.file(),
                    instance.line(),
                    "[" + instance.malName() + "]",
                    "缺少 MAL_DW_PORT 或 MAL_INST_DW_PORT: " + ini.file() + " 守护 " + instance.instName(),
                    "lacks MAL_DW_PORT or MAL_INST_DW_PORT: " + ini.file() + " watches " + instance.instName());
        }
        return group.watching(
                instance.instName(), new WatchTransport(Kind.MAL, "", instance.dwPort(), 0, instance.instDwPort()));
    }

    private void checkPort(DmIni server, IniKey key, int port, WatchIni ini, String name, int expected) {
        if (port != expected) {
            problems.error(
                    server.file(),
                    server.line(key),
                    key.name() + " = " + port,
                    "与 " + ini.file() + " 中的 " + name + " = " + expected + " 不一致",
                    "differs from " + name + " = " + expected + " in " + ini.file());
        }
    }

    private void error(WatchIni ini, WatchGroup group, String chinese, String english) {
        IniKey key = instanceKey(group);
        String value = group.instIni().isEmpty() ? group.instanceName() : group.instIni();
        problems.error(ini.file(), group.line(key), key.name() + " = " + value, chinese, english);
    }
}
