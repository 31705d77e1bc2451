package io.opendcp.simulator.scenario;

import io.opendcp.protocol.host.LoopbackHosts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmMalIni;
import io.opendcp.protocol.ini.DmMppCtl;
import io.opendcp.protocol.ini.DmMppIni;
import io.opendcp.protocol.ini.IniException;
import io.opendcp.protocol.ini.IniProblem;
import io.opendcp.protocol.ini.IniProblems;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a scenario's files and tells all that is wrong with them at once, file by file, then between the files. */
final class ScenarioReader {
    private static final String MPP_INI = "dmmpp.ini";
    private static final String MPP_CTL = "dmmpp.ctl";
    /** What the manual calls dmmpp.ini elsewhere. */
    private static final List<String> MPP_INI_MISPRINTS = List.of("dmmp.ini", "dmmpc.ini");
    /** Far more than a scenario has; bounds the work that a wrong folder makes. */
    private static final int MAX_SERVERS = 2048;

    private final Path dir;
    private final IniProblems problems = new IniProblems();

    ScenarioReader(Path dir) {
        this.dir = dir;
    }

    Scenario read() {
        List<DmIni> servers = new ArrayList<>();
        int unread = 0;
        for (Path file : serverFiles()) {
            Optional<DmIni> server = take(() -> DmIni.read(file), DmIni::warnings)
                    .flatMap(ini ->
                            ini.enableDcpMode() ? take(() -> DmIni.readDcp(file), x -> List.of()) : Optional.of(ini));
            server.ifPresent(servers::add);
            unread += server.isPresent() ? 0 : 1;
        }
        Optional<DmMalIni> mal = take(() -> DmMalIni.read(dir.resolve("dmmal.ini")), DmMalIni::warnings);
        Path mppFile = mppFile();
        Optional<DmMppIni> mpp = take(() -> DmMppIni.read(mppFile), DmMppIni::warnings);
        Optional<LoopbackHosts> hosts = take(() -> LoopbackHosts.read(dir.resolve("hosts")), x -> List.of());
        if (mal.isEmpty() || mpp.isEmpty() || hosts.isEmpty()) {
            problems.warningsOrThrow(); // does: what is missing left its problems
            throw new IllegalStateException("a file of " + dir + " is missing without a problem");
        }
        checkControlFile(mpp.get());
        ScenarioChecks checks = new ScenarioChecks(mal.get(), mpp.get(), byName(servers), problems);
        List<ScenarioEp> eps = checks.eps(dir, unread > 0);
        checks.checkHosts(hosts.get());
        List<DmIni> dcps = servers.stream().filter(DmIni::enableDcpMode).toList();
        DmIni any =
                servers.stream().filter(ini -> !ini.enableDcpMode()).findFirst().orElse(null);
        return scenario(eps, dcps, mal.get(), mpp.get(), any, hosts.get());
    }

    private Scenario scenario(
            List<ScenarioEp> eps,
            List<DmIni> dcps,
            DmMalIni mal,
            DmMppIni mpp,
            @Nullable DmIni anyEp,
            LoopbackHosts hosts) {
        var warnings = problems.warningsOrThrow();
        if (anyEp == null) {
            throw new IllegalStateException("no dm.ini of an EP, and no problem told");
        }
        Duration wait = anyEp.mppWait();
        return new Scenario(dir, eps, dcps, mal, mpp, anyEp.maxEpSites(), wait, hosts, warnings);
    }

    private <T> Optional<T> take(Supplier<T> reader, Function<T, List<IniProblem>> warnings) {
        try {
            T read = reader.get();
            problems.addAll(warnings.apply(read));
            return Optional.of(read);
        } catch (IniException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private List<Path> serverFiles() {
        try (Stream<Path> entries = Files.list(dir)) {
            return entries.map(entry -> entry.resolve("dm.ini"))
                    .filter(Files::isRegularFile)
                    .sorted(Comparator.naturalOrder())
                    .limit(MAX_SERVERS)
                    .toList();
        } catch (IOException e) {
            problems.error(dir, 0, "", "无法读取目录", "cannot be read as a folder: " + e);
            return List.of();
        }
    }

    private Path mppFile() {
        Path proper = dir.resolve(MPP_INI);
        if (!Files.exists(proper)) {
            for (String misprint : MPP_INI_MISPRINTS) {
                Path file = dir.resolve(misprint);
                if (Files.exists(file)) {
                    problems.warning(file, 0, "", "文件名应为 " + MPP_INI, "should be called " + MPP_INI);
                    return file;
                }
            }
        }
        return proper;
    }

    /** A real EP reads the control file: one that says something else than the text would be a trap. */
    private void checkControlFile(DmMppIni mpp) {
        Path file = dir.resolve(MPP_CTL);
        if (!Files.exists(file)) {
            return;
        }
        take(() -> DmMppCtl.read(file), DmMppIni::warnings).ifPresent(ctl -> {
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

    private Map<String, DmIni> byName(List<DmIni> servers) {
        Map<String, DmIni> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (DmIni ini : servers) {
            DmIni first = byName.putIfAbsent(ini.instanceName(), ini);
            if (first != null) {
                String what = "INSTANCE_NAME = " + ini.instanceName();
                problems.error(ini.file(), 0, what, "与 " + first.file() + " 重复", "is used already in " + first.file());
            }
        }
        return byName;
    }
}
