package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.MonitorGroup;
import io.opendcp.protocol.ini.MonitorIni;
import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.protocol.ini.WatchTransport;
import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What must hold between the monitors' files and the watchers': groups, numbers, ports and addresses. */
record MonitorChecks(List<ScenarioWatcher> watchers, LoopbackHosts hosts, IniProblems problems) {
    /** As many as DM's watchers take. */
    private static final int MAX_MONITORS = 10;

    /** Notes what does not fit. */
    void check(List<ScenarioMonitor> monitors) {
        monitors.forEach(monitor -> check(monitor.ini()));
        if (monitors.size() > MAX_MONITORS) {
            error(monitors.get(MAX_MONITORS).ini(), 0, "", "监视器最多 10 个", "is one too many: there may be 10 monitors");
        }
        List<ScenarioMonitor> confirming =
                monitors.stream().filter(monitor -> monitor.ini().confirm()).toList();
        if (confirming.size() > 1) {
            String first = confirming.get(0).ini().file().toString();
            error(
                    confirming.get(1).ini(),
                    0,
                    "MON_DW_CONFIRM = 1",
                    "确认监视器只能有一个，已有 " + first,
                    "is set already in " + first + ": one monitor confirms");
        }
        for (ScenarioWatcher watcher : watchers) {
            for (WatchGroup group : watcher.groups()) {
                if (group.mode() == WatchGroup.Mode.AUTO && confirming.isEmpty()) {
                    problems.warning(
                            watcher.file(),
                            group.sectionLine(),
                            "[" + group.name() + "] DW_MODE = AUTO",
                            "没有确认监视器，不会自动接管",
                            "does nothing without a monitor with MON_DW_CONFIRM = 1: no takeover on its own");
                }
            }
        }
    }

    private void check(MonitorIni ini) {
        Map<String, MonitorGroup> seen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        ini.groups().forEach(group -> seen.put(group.name(), group));
        for (MonitorGroup group : ini.groups()) {
            if (watchers.stream()
                    .flatMap(watcher -> watcher.groups().stream())
                    .noneMatch(watched -> watched.name().equalsIgnoreCase(group.name()))) {
                error(ini, group.line(), "[" + group.name() + "]", "没有守护进程守护此组", "is a group that no watcher watches");
            } else {
                group.watchers().forEach(at -> checkAddress(ini, group, at));
            }
        }
        for (ScenarioWatcher watcher : watchers) {
            for (WatchGroup watched : watcher.groups()) {
                MonitorGroup group = seen.get(watched.name());
                if (group == null) {
                    problems.warning(
                            ini.file(),
                            0,
                            "[" + watched.name() + "]",
                            "缺少此组，监视器不显示",
                            "is missing: the monitor does not show it");
                } else {
                    check(ini, group, watcher, watched);
                }
            }
        }
    }

    private void check(MonitorIni ini, MonitorGroup group, ScenarioWatcher watcher, WatchGroup watched) {
        WatchTransport over = watched.transport();
        String where = watcher.file().toString();
        String what = "[" + group.name() + "]";
        if (group.oguid() != watched.oguid()) {
            error(
                    ini,
                    group.line(),
                    what + " MON_INST_OGUID = " + group.oguid(),
                    "与 " + where + " 中的 INST_OGUID = " + watched.oguid() + " 不一致",
                    "differs from INST_OGUID = " + watched.oguid() + " in " + where);
        }
        if (ini.kind() != over.kind()) {
            error(ini, group.line(), what, "通信方式与 " + where + " 不同", "does not talk as " + where + " does");
        } else if (over.kind() == Kind.UDP) {
            if (group.udpPort() != over.port() || !ini.broadcast().equals(over.broadcast())) {
                error(
                        ini,
                        group.line(),
                        what,
                        "MON_BRO_ADDR 和 MON_UDP_PORT 与 " + where + " 不一致: " + over.broadcast() + ":" + over.port(),
                        "has another MON_BRO_ADDR or MON_UDP_PORT than " + where + ": " + over.broadcast() + ":"
                                + over.port());
            }
        } else if (group.watchers().stream().noneMatch(at -> isAt(at, watcher, watched))) {
            String address = watcher.host() + ":" + over.port();
            problems.warning(
                    ini.file(),
                    group.line(),
                    what,
                    "缺少 " + where + " 的守护进程: " + address,
                    "lacks the watcher of " + where + ": " + address);
        }
    }

    private void checkAddress(MonitorIni ini, MonitorGroup group, MonitorGroup.Watcher at) {
        boolean known = watchers.stream()
                .anyMatch(watcher -> watcher.groups().stream()
                        .anyMatch(watched ->
                                watched.name().equalsIgnoreCase(group.name()) && isAt(at, watcher, watched)));
        if (!known) {
            error(ini, at.line(), "[" + group.name() + "] " + at, "此处没有该组的守护进程", "is where no watcher of the group is");
        }
    }

    /** By either address of the machine. */
    private boolean isAt(MonitorGroup.Watcher at, ScenarioWatcher watcher, WatchGroup watched) {
        return hosts.machine(at.host()).equals(hosts.machine(watcher.host()))
                && at.port() == watched.transport().port();
    }

    private void error(MonitorIni ini, int line, String what, String chinese, String english) {
        problems.error(ini.file(), line, what, chinese, english);
    }
}
