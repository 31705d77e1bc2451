package io.opendcp.simulator.scenario;

import static java.util.Objects.requireNonNull;

import io.opendcp.protocol.ini.ArchType;
import io.opendcp.protocol.ini.DmArchIni;
import io.opendcp.protocol.ini.DmArchIni.Archive;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.DmMalIni.MalInstance;
import io.opendcp.protocol.ini.DmWatcherIni;
import io.opendcp.protocol.ini.IniProblems;
import io.opendcp.protocol.ini.WatchGroup;
import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Joins the sections of all watchers to groups, one EP and its standbys each, and checks what must hold between them: one
 * OGUID for a group, and archives from each of its instances to each other.
 */
final class GroupChecks {
    private final MalAddresses addresses;
    private final Map<String, ScenarioServer> servers;
    private final ScenarioChecks checks;
    private final List<ScenarioEp> eps;
    private final IniProblems problems;
    private final Set<String> standbys = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

    GroupChecks(
            MalAddresses addresses,
            Map<String, ScenarioServer> servers,
            ScenarioChecks checks,
            List<ScenarioEp> eps,
            IniProblems problems) {
        this.addresses = addresses;
        this.servers = servers;
        this.checks = checks;
        this.eps = eps;
        this.problems = problems;
    }

    /** A section of a watcher's file. */
    private record Member(ScenarioWatcher watcher, WatchGroup group) {
        String instance() {
            return group.instanceName();
        }
    }

    /** Whether {@code instance} is in a group without being an EP; known once {@link #groups} has run. */
    boolean isStandby(String instance) {
        return standbys.contains(instance);
    }

    /** The groups, by name; what does not fit becomes a problem. */
    List<ScenarioGroup> groups(List<ScenarioWatcher> watchers) {
        TreeMap<String, List<Member>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (ScenarioWatcher watcher : watchers) {
            for (WatchGroup group : watcher.groups()) {
                byName.computeIfAbsent(group.name(), x -> new ArrayList<>()).add(new Member(watcher, group));
            }
        }
        Map<Integer, String> names = new HashMap<>();
        List<ScenarioGroup> groups = new ArrayList<>();
        for (List<Member> members : byName.values()) {
            members.forEach(member -> checkEqual(member, members.get(0)));
            Member first = members.get(0);
            String other =
                    names.putIfAbsent(first.group().oguid(), first.group().name());
            if (other != null) {
                errorOguid(first, "已用于 [" + other + "]", "is the number of [" + other + "] already");
            }
            members.forEach(member -> checkArchives(member, members));
            members.stream()
                    .filter(member -> members.size() > 1 && !member.group().global())
                    .forEach(this::errorLocal);
            group(members).ifPresent(groups::add);
            checkMode(first, byName.firstEntry().getValue().get(0));
        }
        checkUnwatched(byName);
        return groups;
    }

    /** All groups have one monitor, which takes over by itself in all of them or in none. */
    private void checkMode(Member member, Member first) {
        if (member.group().mode() != first.group().mode()) {
            problems.warning(
                    member.watcher().file(),
                    member.group().sectionLine(),
                    "[" + member.group().name() + "] DW_MODE = "
                            + member.group().mode(),
                    "与 [" + first.group().name() + "] 不同，所有组都不自动接管",
                    "differs from [" + first.group().name() + "]: no group is taken over by itself");
        }
    }

    private void checkEqual(Member member, Member first) {
        WatchGroup group = member.group();
        WatchGroup expected = first.group();
        if (group.oguid() != expected.oguid()) {
            String where = first.watcher().file().toString();
            errorOguid(
                    member,
                    "与 " + where + " 中的 " + expected.oguid() + " 不一致",
                    "differs from " + expected.oguid() + " in " + where);
        }
        boolean samePort = group.transport().kind() == Kind.MAL
                || group.transport().port() == expected.transport().port()
                        && group.transport()
                                .broadcast()
                                .equals(expected.transport().broadcast());
        if (group.mode() != expected.mode() || !samePort) {
            problems.error(
                    member.watcher().file(),
                    group.sectionLine(),
                    "[" + group.name() + "]",
                    "模式、端口或广播地址与 " + first.watcher().file() + " 不一致",
                    "has another mode, port or broadcast address than in "
                            + first.watcher().file());
        }
    }

    private Optional<ScenarioGroup> group(List<Member> members) {
        WatchGroup said = members.get(0).group();
        List<ScenarioStandby> found = new ArrayList<>();
        List<Member> primaries = new ArrayList<>();
        for (Member member : members) {
            if (checks.isEp(member.instance())) {
                primaries.add(member);
            } else {
                standbys.add(member.instance());
                addresses.find(member.instance()).ifPresent(address -> found.add(standby(address)));
            }
        }
        if (primaries.size() != 1) {
            Member at = primaries.isEmpty() ? members.get(0) : primaries.get(1);
            problems.error(
                    at.watcher().file(),
                    at.group().sectionLine(),
                    "[" + said.name() + "]",
                    "组内应有且只有一个 EP，实际为 " + primaries.size() + " 个",
                    "must have one EP of dmmpp.ini, not " + primaries.size());
            return Optional.empty();
        }
        if (members.size() - primaries.size() > 1) {
            Member at = members.get(members.size() - 1);
            problems.error(
                    at.watcher().file(),
                    at.group().sectionLine(),
                    "[" + said.name() + "]",
                    "此处每个 EP 最多一个备库",
                    "has more than one standby, which the simulator does not do");
            return Optional.empty();
        }
        return eps.stream()
                .filter(ep ->
                        ep.instanceName().equalsIgnoreCase(primaries.get(0).instance()))
                .findFirst()
                .map(ep -> new ScenarioGroup(said.name(), said.oguid(), said.mode(), ep, found));
    }

    private ScenarioStandby standby(MalInstance address) {
        DmIni ini = requireNonNull(servers.get(address.instName())).ini();
        checks.checkStandby(ini, address);
        return new ScenarioStandby(
                ini.instanceName(),
                addresses.host(address),
                ini.portNum(),
                address.malName(),
                address.host(),
                address.port(),
                ini.mppIni());
    }

    private void checkArchives(Member member, List<Member> members) {
        ScenarioServer server = requireNonNull(servers.get(member.instance()));
        Set<String> others = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        members.forEach(each -> others.add(each.instance()));
        others.remove(member.instance());
        if (server.archives().isEmpty()) {
            if (!others.isEmpty()) {
                DmIni ini = server.ini();
                problems.error(
                        ini.file(),
                        ini.line(DmIniKeys.ARCH_INI),
                        "ARCH_INI = 0",
                        "[" + member.group().name() + "] 的实例必须为 1",
                        "must be 1 on an instance of [" + member.group().name() + "]");
            }
            return;
        }
        DmArchIni archives = server.archives().get();
        for (Archive archive : archives.archives()) {
            if (archive.type() == ArchType.LOCAL) {
                tellOwnFolder(member, archives, archive);
            } else if (archive.type().isRealtime() && !others.remove(archive.dest())) {
                errorDest(
                        archives,
                        archive,
                        "不是 [" + member.group().name() + "] 的其他实例",
                        "is no other instance of [" + member.group().name() + "]");
            }
        }
        for (String other : others) {
            problems.error(
                    archives.file(),
                    0,
                    "ARCH_DEST",
                    "缺少到 " + other + " 的 REALTIME 或 MARCH 归档",
                    "has no REALTIME or MARCH archive to " + other + ", which is in ["
                            + member.group().name() + "] too");
        }
    }

    /** As the manual has it: harmless, but a full archive fills the disk of the data. */
    private void tellOwnFolder(Member member, DmArchIni archives, Archive archive) {
        if (member.group().startupCommand().endsWith(archive.dest() + "/dm.ini")) {
            problems.warning(
                    archives.file(),
                    archive.line(),
                    "ARCH_DEST = " + archive.dest(),
                    "是数据库自己的目录，归档应有单独的目录",
                    "is the database's own folder: archives belong in one of their own");
        }
    }

    /** Redo to an instance that nobody watches: it would never be opened. */
    private void checkUnwatched(Map<String, List<Member>> groups) {
        for (ScenarioServer server : servers.values()) {
            String name = server.ini().instanceName();
            boolean watched = groups.values().stream()
                    .flatMap(List::stream)
                    .anyMatch(member -> member.instance().equalsIgnoreCase(name));
            if (!watched) {
                server.archives()
                        .ifPresent(archives -> archives.realtime()
                                .forEach(archive -> errorDest(
                                        archives, archive, "没有守护进程守护 " + name, "no watcher's file names " + name)));
            }
        }
    }

    private void errorDest(DmArchIni archives, Archive archive, String chinese, String english) {
        problems.error(archives.file(), archive.line(), "ARCH_DEST = " + archive.dest(), chinese, english);
    }

    private void errorLocal(Member member) {
        problems.error(
                member.watcher().file(),
                member.group().line(DmWatcherIni.DW_TYPE),
                "[" + member.group().name() + "] DW_TYPE = LOCAL",
                "有备库的组必须为 GLOBAL",
                "must be GLOBAL in a group with a standby");
    }

    private void errorOguid(Member member, String chinese, String english) {
        problems.error(
                member.watcher().file(),
                member.group().line(DmWatcherIni.INST_OGUID),
                "[" + member.group().name() + "] INST_OGUID = " + member.group().oguid(),
                chinese,
                english);
    }
}
