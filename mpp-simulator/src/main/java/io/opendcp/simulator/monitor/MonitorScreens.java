package io.opendcp.simulator.monitor;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.session.ArchiveStatus;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.Notice;
import io.opendcp.simulator.watch.TextTable;
import io.opendcp.simulator.watch.WatcherStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What the monitor shows, from what it has heard last; addresses are those of dmmal.ini. Source: DM8 data watch manual. */
final class MonitorScreens {
    static final String VERSION = "DMMONITOR[4.0] V8";

    private static final String RULE = "#" + "=".repeat(120) + "#";
    private static final String NONE = "NULL";

    private final SimulatedMpp mpp;
    private final DataWatch watch;
    private final List<WatchedGroup> groups;

    MonitorScreens(SimulatedMpp mpp, DataWatch watch, List<WatchedGroup> groups) {
        this.mpp = mpp;
        this.watch = watch;
        this.groups = groups;
    }

    String now() {
        return Notice.TIME.format(mpp.time().now().atZone(mpp.spec().zone()));
    }

    String all(List<WatchedGroup> which) {
        return now() + "\n" + which.stream().map(this::group).collect(Collectors.joining("\n"));
    }

    private String group(WatchedGroup group) {
        List<String> parts = new ArrayList<>();
        parts.add(RULE);
        parts.add(groups(List.of(group)));
        for (Ep ep : group.instances(mpp)) {
            parts.add("");
            parts.add(database(ep));
        }
        parts.add(RULE);
        return String.join("\n", parts);
    }

    private String mode(WatchedGroup group) {
        return watch.monitor().automatic(group.epno()).orElse(group.automatic()) ? "AUTO" : "MANUAL";
    }

    private String groups(List<WatchedGroup> which) {
        return TextTable.of(
                0,
                List.of("GROUP", "OGUID", "MON_CONFIRM", "MODE", "MPP_FLAG"),
                which.stream()
                        .map(group -> List.of(
                                group.name(),
                                Integer.toString(group.oguid()),
                                group.confirm() ? "TRUE" : "FALSE",
                                mode(group),
                                "TRUE"))
                        .toList());
    }

    String global() {
        List<String> heads = new ArrayList<>(List.of("GROUP"));
        heads.addAll(GLOBAL);
        List<List<String>> rows = new ArrayList<>();
        for (WatchedGroup group : groups) {
            for (Ep ep : group.instances(mpp)) {
                List<String> row = new ArrayList<>(List.of(group.name()));
                row.addAll(globalRow(ep));
                rows.add(row);
            }
        }
        return now() + "\n" + groups(groups) + "\n\n<<DATABASE GLOBAL INFO:>>\n" + TextTable.of(0, heads, rows);
    }

    private static final List<String> GLOBAL = List.of(
            "DW_IP",
            "MAL_DW_PORT",
            "WTIME",
            "WTYPE",
            "WCTLSTAT",
            "WSTATUS",
            "INAME",
            "INST_OK",
            "N_EP",
            "N_OK",
            "ISTATUS",
            "IMODE",
            "DSC_STATUS",
            "RTYPE",
            "RSTAT");

    private List<String> globalRow(Ep ep) {
        EpSpec spec = ep.spec();
        Optional<WatcherStatus> heard = heard(spec.instanceName());
        boolean ok = isOk(spec.instanceName());
        return List.of(
                spec.malHost(),
                Integer.toString(spec.watcherPort()),
                heard.map(its -> its.columns(mpp.spec().zone()).get(0)).orElse(NONE),
                "GLOBAL",
                "VALID",
                watcher(heard, spec.instanceName()),
                spec.instanceName(),
                ok ? "OK" : "ERROR",
                "1",
                ok ? "1" : "0",
                heard.map(its -> its.status().name()).orElse(NONE),
                heard.map(its -> its.mode().name()).orElse(NONE),
                "DSC_OPEN",
                "REALTIME",
                heard.map(WatcherStatus::archive)
                        .filter(rstat -> !rstat.isEmpty())
                        .orElse(NONE));
    }

    String database(Ep ep) {
        EpSpec spec = ep.spec();
        Optional<WatcherStatus> heard = heard(spec.instanceName());
        String log = heard.map(its -> Long.toString(its.lsn())).orElse(NONE);
        String detail = TextTable.of(
                0,
                List.of(
                        "INST_IP",
                        "INST_PORT",
                        "INST_OK",
                        "INAME",
                        "ISTATUS",
                        "IMODE",
                        "DSC_SEQNO",
                        "DSC_CTL_NODE",
                        "RTYPE",
                        "RSTAT",
                        "FLSN",
                        "CLSN",
                        "DW_STAT_FLAG"),
                List.of(List.of(
                        spec.instanceHost(),
                        Integer.toString(spec.instancePort()),
                        isOk(spec.instanceName()) ? "OK" : "ERROR",
                        spec.instanceName(),
                        heard.map(its -> its.status().name()).orElse(NONE),
                        heard.map(its -> its.mode().name()).orElse(NONE),
                        "0",
                        "0",
                        "REALTIME",
                        heard.map(WatcherStatus::archive)
                                .filter(rstat -> !rstat.isEmpty())
                                .orElse(NONE),
                        log,
                        log,
                        "NONE")));
        return "<<DATABASE GLOBAL INFO:>>\n" + TextTable.of(0, GLOBAL, List.of(globalRow(ep))) + "\n\nEP INFO:\n"
                + detail;
    }

    String list() {
        List<List<String>> rows = new ArrayList<>();
        for (WatchedGroup group : groups) {
            for (Ep ep : group.instances(mpp)) {
                rows.add(List.of(
                        group.name(),
                        Integer.toString(group.oguid()),
                        mode(group),
                        ep.spec().instanceName(),
                        ep.spec().malHost(),
                        Integer.toString(ep.spec().watcherPort()),
                        watcher(heard(ep.spec().instanceName()), ep.spec().instanceName())));
            }
        }
        return TextTable.of(0, List.of("GROUP", "OGUID", "MODE", "INAME", "DW_IP", "MAL_DW_PORT", "WSTATUS"), rows);
    }

    String opens(Ep ep) {
        Optional<WatcherStatus> heard = heard(ep.spec().instanceName());
        return TextTable.of(
                0,
                WatcherStatus.HEADS,
                heard.map(its -> List.of(its.columns(mpp.spec().zone()))).orElse(List.of()));
    }

    /** What each primary that is up says of its archive; one that is silent says nothing. */
    String archives() {
        List<List<String>> rows = new ArrayList<>();
        for (Ep ep : mpp.instances()) {
            Optional<ArchiveStatus> to = ep.state().log().archiveStatus();
            if (to.isPresent() && isOk(ep.spec().instanceName())) {
                rows.add(List.of(
                        ep.spec().instanceName(),
                        to.get().destination(),
                        "REALTIME",
                        to.get().state(),
                        Integer.toString(to.get().behind())));
            }
        }
        return TextTable.of(0, List.of("SOURCE", "DEST", "ARCH_TYPE", "ARCH_STATUS", "BEHIND"), rows);
    }

    /** How far each standby has come with what its primary has written. */
    String applied() {
        List<List<String>> rows = new ArrayList<>();
        for (Ep standby : mpp.instances()) {
            if (standby.isCurrent()) {
                continue;
            }
            Ep primary = mpp.ep(standby.spec().epno());
            Optional<WatcherStatus> here = heard(standby.spec().instanceName());
            Optional<WatcherStatus> there = heard(primary.spec().instanceName());
            rows.add(List.of(
                    standby.spec().instanceName(),
                    here.map(its -> its.status().name()).orElse(NONE),
                    here.map(its -> Long.toString(its.lsn())).orElse(NONE),
                    primary.spec().instanceName(),
                    there.map(its -> Long.toString(its.lsn())).orElse(NONE),
                    there.map(WatcherStatus::archive)
                            .filter(rstat -> !rstat.isEmpty())
                            .orElse(NONE)));
        }
        return TextTable.of(0, List.of("INAME", "ISTATUS", "APPLY_LSN", "SOURCE", "SOURCE_LSN", "RSTAT"), rows);
    }

    String monitors() {
        boolean confirm = groups.stream().anyMatch(WatchedGroup::confirm);
        return TextTable.of(
                0,
                List.of("MON_NAME", "MON_CONFIRM", "MON_VERSION"),
                List.of(List.of(DataWatch.MONITOR, confirm ? "TRUE" : "FALSE", VERSION)));
    }

    /** The primaries now. */
    String mpp() {
        return TextTable.of(
                0,
                List.of("INST_NAME", "EP_SEQNO", "EP_IP", "EP_PORT"),
                mpp.eps().stream()
                        .map(Ep::spec)
                        .map(spec -> List.of(
                                spec.instanceName(),
                                Integer.toString(spec.epno()),
                                spec.instanceHost(),
                                Integer.toString(spec.instancePort())))
                        .toList());
    }

    String tip(Language language) {
        return groups.stream().map(group -> tip(group, language)).collect(Collectors.joining("\n"));
    }

    private String tip(WatchedGroup group, Language language) {
        boolean chinese = language == Language.CHINESE;
        String head = (chinese ? "组(" : "group(") + group.name() + "): ";
        String primary = mpp.ep(group.epno()).spec().instanceName();
        if (group.instances(mpp).stream()
                .anyMatch(ep -> heard(ep.spec().instanceName())
                        .filter(WatcherStatus::split)
                        .isPresent())) {
            return head
                    + (chinese
                            ? "[code = -8436] 实例发生分裂，需要用户干预"
                            : "[code = -8436] an instance is split, somebody has to decide");
        }
        if (watch.monitor().isSwitching(group.epno())) {
            return head + (chinese ? "正在切换" : "a switch is under way");
        }
        for (Ep ep : group.instances(mpp)) {
            String name = ep.spec().instanceName();
            if (watch.monitor().isDetached(name)) {
                return head
                        + (chinese
                                ? "备库" + name + "已分离，可用 attach database 重新加入"
                                : "standby " + name + " is detached; attach database brings it back");
            }
            if (!isOk(name)) {
                return head
                        + (chinese
                                ? "[code = -10] 实例故障或者实例对应的守护进程故障: "
                                : "[code = -10] the instance, or its watcher, is lost: ")
                        + name
                        + (name.equals(primary)
                                ? chinese
                                        ? "；可用 choose takeover 查看可接管的备库"
                                        : "; choose takeover tells who can replace it"
                                : "");
            }
        }
        boolean open = group.instances(mpp).stream()
                .allMatch(ep -> heard(ep.spec().instanceName())
                        .filter(its -> its.status().name().equals("OPEN"))
                        .isPresent());
        return head
                + (open
                        ? chinese ? "系统运行正常，主库 " + primary : "all is well, primary " + primary
                        : chinese
                                ? "[code = -24] 系统运行异常，守护进程正在自动处理中"
                                : "[code = -24] not all is open, the watchers are at work");
    }

    private Optional<WatcherStatus> heard(String instance) {
        return watch.monitor().heard(instance);
    }

    private String watcher(Optional<WatcherStatus> heard, String instance) {
        return watch.monitor().hearsOf(instance)
                ? heard.map(its -> its.watcher().name()).orElse(NONE)
                : "ERROR";
    }

    private boolean isOk(String instance) {
        return watch.monitor().hearsOf(instance)
                && heard(instance).filter(WatcherStatus::ok).isPresent();
    }
}
