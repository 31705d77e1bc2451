package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmArchIni;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmMMonIni;
import io.opendcp.protocol.ini.DmMWatchIni;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMonitorIni;
import io.opendcp.protocol.ini.DmMppCtl;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.DmWatcherIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.ini.IniProblem;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.MonitorIni;
import io.opendcp.protocol.ini.WatchIni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** Reads a scenario's files and tells all that is wrong with them at once, file by file, then between the files. */
final class ScenarioReader {
    /** What the manual calls dmmpp.ini elsewhere. */
    private static final String[] MPP_INI = {"dmmp.ini", "dmmpc.ini"};

    private static final String[] MPP_CTL = {"dmmppctl", "dmmpctl", "dmmpc.ctl"};
    private static final String[] WATCH_INI = {"dmwatch.ini"};
    private static final String[] MON_INI = {"dmmon.ini"};

    private final Path dir;
    private final IniProblems problems = new IniProblems();
    private final ScenarioFiles files;
    private boolean someUnread;

    ScenarioReader(Path dir, Optional<WatchForm> form) {
        this.dir = dir;
        this.files = ScenarioFiles.of(dir, form, problems);
    }

    Scenario read() {
        List<DmIni> inis = takeAll(files.each("dm.ini"), ScenarioReader::readServer, DmIni::warnings);
        Map<String, ScenarioServer> servers = servers(inis);
        List<WatchIni> watches = new ArrayList<>();
        watches.addAll(takeAll(files.each("dmmwatch.ini", WATCH_INI), DmMWatchIni::read, WatchIni::warnings));
        watches.addAll(takeAll(files.each("dmwatcher.ini"), DmWatcherIni::read, WatchIni::warnings));
        List<MonitorIni> monitors = new ArrayList<>();
        monitors.addAll(takeAll(files.each("dmmmon.ini", MON_INI), DmMMonIni::read, MonitorIni::warnings));
        monitors.addAll(takeAll(files.each("dmmonitor.ini"), DmMonitorIni::read, MonitorIni::warnings));
        Optional<DmMalIni> mal = take(files.file("dmmal.ini"), DmMalIni::read, DmMalIni::warnings);
        Optional<DmMppIni> mpp = take(files.file("dmmpp.ini", MPP_INI), DmMppIni::read, DmMppIni::warnings);
        Optional<LoopbackHosts> hosts = take(files.file("hosts"), LoopbackHosts::read, x -> List.of());
        if (mal.isEmpty() || mpp.isEmpty() || hosts.isEmpty()) {
            problems.warningsOrThrow(); // does: what is missing left its problems
            throw new IllegalStateException("a file of " + dir + " is missing without a problem");
        }
        checkControlFile(mpp.get());
        MalAddresses addresses = new MalAddresses(mal.get(), hosts.get(), problems);
        ScenarioChecks checks = new ScenarioChecks(mal.get(), mpp.get(), addresses, servers, problems);
        List<ScenarioEp> eps = checks.eps(dir, someUnread);
        List<ScenarioWatcher> watchers = List.of();
        List<ScenarioGroup> groups = List.of();
        List<ScenarioMonitor> seen = monitors.stream()
                .map(ini -> new ScenarioMonitor(WatcherChecks.machine(ini.file()), ini))
                .toList();
        if (!someUnread) {
            WatcherChecks watching = new WatcherChecks(addresses, hosts.get(), servers, problems);
            watchers = watching.watchers(watches);
            GroupChecks grouping = new GroupChecks(addresses, servers, checks, eps, problems);
            groups = grouping.groups(watchers);
            new MonitorChecks(watchers, hosts.get(), problems).check(seen);
            checks.tellOthers(grouping::isStandby);
        }
        List<IniProblem> warnings = problems.warningsOrThrow();
        DmIni any = servers.values().stream()
                .map(ScenarioServer::ini)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no dm.ini of an EP, and no problem told"));
        return new Scenario(
                dir,
                eps,
                groups,
                watchers,
                seen,
                servers,
                inis.stream().filter(DmIni::enableDcpMode).toList(),
                mal.get(),
                mpp.get(),
                any.maxEpSites(),
                any.mppWait(),
                any.keepAlive(),
                hosts.get(),
                warnings);
    }

    private static DmIni readServer(Path file) {
        DmIni ini = DmIni.read(file);
        return ini.enableDcpMode() ? DmIni.readDcp(file) : ini;
    }

    private <T> Optional<T> take(Path file, Function<Path, T> reader, Function<T, List<IniProblem>> warnings) {
        try {
            T read = reader.apply(file);
            problems.addAll(warnings.apply(read));
            return Optional.of(read);
        } catch (IniException e) {
            problems.addAll(e.problems());
            someUnread = true;
            return Optional.empty();
        }
    }

    private <T> List<T> takeAll(List<Path> found, Function<Path, T> reader, Function<T, List<IniProblem>> warnings) {
        return found.stream()
                .flatMap(file -> take(file, reader, warnings).stream())
                .toList();
    }

    /** A real EP reads the control file: one that says something else than the text would be a trap. */
    private void checkControlFile(DmMppIni mpp) {
        Path file = files.file("dmmpp.ctl", MPP_CTL);
        if (!Files.exists(file)) {
            return;
        }
        take(file, DmMppCtl::read, DmMppIni::warnings).ifPresent(ctl -> {
            if (!ctl.text().equals(mpp.text())) {
                problems.error(
                        file,
                        0,
                        "",
                        "与 " + mpp.file() + " 不一致，请用 dmctlcvt 重新生成",
                        "differs from " + mpp.file() + ": make it anew with dmctlcvt");
            }
        });
    }

    /** EPs and standbys; a name that is there already is a problem, be it a DCP's. */
    private Map<String, ScenarioServer> servers(List<DmIni> inis) {
        Map<String, DmIni> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        Map<String, ScenarioServer> servers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (DmIni ini : inis) {
            DmIni first = byName.putIfAbsent(ini.instanceName(), ini);
            if (first != null) {
                String what = "INSTANCE_NAME = " + ini.instanceName();
                problems.error(ini.file(), 0, what, "与 " + first.file() + " 重复", "is used already in " + first.file());
            } else if (!ini.enableDcpMode()) {
                servers.put(ini.instanceName(), new ScenarioServer(ini, archives(ini)));
            }
        }
        return servers;
    }

    private Optional<DmArchIni> archives(DmIni ini) {
        if (!ini.watched().archIni()) {
            return Optional.empty();
        }
        String folder = WatcherChecks.machine(ini.file());
        return take(files.file(folder + "/dmarch.ini"), DmArchIni::read, DmArchIni::warnings);
    }
}
