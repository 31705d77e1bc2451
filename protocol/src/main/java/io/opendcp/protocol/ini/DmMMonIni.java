package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.ipv4;
import static io.opendcp.protocol.ini.Allowed.ports;
import static io.opendcp.protocol.ini.IniKey.optional;

import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Reads the manual's dmmmon.ini (6.2.8), which tells an older monitor how to reach the watchers, by UDP broadcast or by TCP.
 * Source: {@code docs/configuration.md}.
 */
public final class DmMMonIni {
    public static final IniKey MON_BRO_ADDR =
            optional("MON_BRO_ADDR", ipv4(), "", "广播地址", "address for broadcasts; UDP only");
    public static final IniKey MON_UDP_PORT =
            optional("MON_UDP_PORT", ports(), 0, "守护进程 UDP 端口", "the watchers' MDW_UDP_PORT; UDP only");
    public static final IniKey MON_MDW_TCP_PORT =
            optional("MON_MDW_TCP_PORT", ports(), 0, "守护进程 TCP 端口", "the watchers' MDW_TCP_PORT; TCP only");
    public static final IniKey MON_MDW_IP = optional(
                    "MON_MDW_IP", ipv4(), "", "守护进程所在机器 IP", "address of a watcher's machine; TCP only")
            .severalTimes();

    /** What may stand before the first section. */
    public static final List<IniKey> GLOBALS =
            Stream.concat(Stream.of(MON_BRO_ADDR), MonitorKeys.LOG.stream()).toList();

    /** What may stand in a section. */
    public static final List<IniKey> SECTION =
            List.of(MonitorKeys.MON_INST_OGUID, MON_UDP_PORT, MON_MDW_TCP_PORT, MON_MDW_IP);

    private DmMMonIni() {}

    /** @throws IniException naming everything that is wrong with it */
    public static MonitorIni read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        CheckedSettings globals = new CheckedSettings(file, ini.globals(), GLOBALS, Map.of(), problems);
        Kind kind = globals.isSet(MON_BRO_ADDR) ? Kind.UDP : Kind.TCP;
        Unique oguids = new Unique("MON_INST_OGUID");
        Unique udpPorts = new Unique("MON_UDP_PORT");
        Unique tcpPorts = new Unique("MON_MDW_TCP_PORT");
        List<MonitorGroup> groups = new ArrayList<>();
        for (IniSection section : new Sections(file, ini.sections(), problems).distinct()) {
            WatchIni.checkName(file, section, problems);
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, Map.of(), problems);
            oguids.see(settings.text(MonitorKeys.MON_INST_OGUID), settings, MonitorKeys.MON_INST_OGUID);
            udpPorts.see(settings.text(MON_UDP_PORT), settings, MON_UDP_PORT);
            tcpPorts.see(settings.text(MON_MDW_TCP_PORT), settings, MON_MDW_TCP_PORT);
            check(settings, kind);
            groups.add(group(section, settings));
        }
        String broadcast = globals.text(MON_BRO_ADDR);
        return new MonitorIni(file, kind, false, broadcast, groups, problems.warningsOrThrow());
    }

    private static void check(CheckedSettings settings, Kind kind) {
        List<IniKey> tcp = List.of(MON_MDW_TCP_PORT, MON_MDW_IP);
        if (kind == Kind.UDP) {
            settings.needed(MON_UDP_PORT, "UDP 方式下缺少此配置项", "is missing beside MON_BRO_ADDR");
            tcp.forEach(key ->
                    settings.unwanted(key, "仅用于 TCP 方式", "has no place beside MON_BRO_ADDR: UDP or TCP, not both"));
        } else {
            settings.unwanted(MON_UDP_PORT, "仅用于 UDP 方式", "has no place without MON_BRO_ADDR: UDP or TCP, not both");
            tcp.forEach(key -> settings.needed(key, "TCP 方式下缺少此配置项", "is missing; with UDP it would be MON_BRO_ADDR"));
        }
    }

    private static MonitorGroup group(IniSection section, CheckedSettings settings) {
        int tcpPort = settings.number(MON_MDW_TCP_PORT);
        List<MonitorGroup.Watcher> watchers = settings.all(MON_MDW_IP).stream()
                .map(setting -> new MonitorGroup.Watcher(setting.line(), setting.value(), tcpPort))
                .toList();
        return new MonitorGroup(
                section.name(),
                settings.line(MonitorKeys.MON_INST_OGUID),
                settings.number(MonitorKeys.MON_INST_OGUID),
                settings.number(MON_UDP_PORT),
                watchers);
    }
}
