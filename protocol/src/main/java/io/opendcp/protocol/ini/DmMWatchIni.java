package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.flag;
import static io.opendcp.protocol.ini.Allowed.ipv4;
import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.oneOf;
import static io.opendcp.protocol.ini.Allowed.ports;
import static io.opendcp.protocol.ini.Allowed.text;
import static io.opendcp.protocol.ini.IniKey.optional;
import static io.opendcp.protocol.ini.IniKey.required;

import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads the manual's dmmwatch.ini (6.2.3.3), which tells an older watcher what to watch, by UDP broadcast or by TCP. What is
 * known of it is what the manual shows; ranges and defaults are those of its successor. Source: {@code docs/configuration.md}.
 */
public final class DmMWatchIni {
    public static final IniKey MDW_BRO_ADDR =
            optional("MDW_BRO_ADDR", ipv4(), "", "广播地址", "address for broadcasts; UDP only");
    public static final IniKey MDW_UDP_PORT =
            required("MDW_UDP_PORT", ports(), "守护进程 UDP 端口，与 DW_UDP_PORT 一致", "the instance's DW_UDP_PORT");
    public static final IniKey MDW_TCP_PORT =
            optional("MDW_TCP_PORT", ports(), 0, "守护进程 TCP 端口", "port for watchers and monitors; TCP only");
    public static final IniKey MDW_MAL_INI =
            optional("MDW_MAL_INI", text(256), "", "dmmal.ini 路径", "path of dmmal.ini; TCP only");
    public static final IniKey MDW_ARCH_INI =
            optional("MDW_ARCH_INI", text(256), "", "dmarch.ini 路径", "path of dmarch.ini; TCP only");
    public static final IniKey MDW_ARCH_TYPE =
            optional("MDW_ARCH_TYPE", oneOf("MARCH", "REALTIME"), "", "归档类型", "kind of the MPP's archive; TCP only");
    public static final IniKey MDW_INST_ERROR_TIME = optional(
            "MDW_INST_ERROR_TIME",
            numbers(3, 32_767),
            15,
            "实例故障认定时间(秒)",
            "seconds of silence after which an instance has failed");
    public static final IniKey MDW_FAR_ERROR_TIME = optional(
            "MDW_FAR_ERROR_TIME",
            numbers(3, 32_767).orZero(),
            15,
            "远程守护进程故障认定时间(秒)",
            "seconds of silence after which another watcher has failed");
    public static final IniKey INST_OGUID =
            required("INST_OGUID", numbers(0, Integer.MAX_VALUE), "守护组唯一标识", "the group's number");
    public static final IniKey INST_NAME = required("INST_NAME", text(16), "实例名", "the instance's INSTANCE_NAME");
    public static final IniKey INST_UDP_PORT =
            required("INST_UDP_PORT", ports(), "实例 UDP 端口，与 dm.ini 一致", "the instance's INST_UDP_PORT");
    public static final IniKey INST_STARTUP_CMD =
            optional("INST_STARTUP_CMD", text(1024), "", "启动命令", "how the instance is started");
    public static final IniKey INST_STARTUP_MODE =
            optional("INST_STARTUP_MODE", flag(), 1, "0 服务方式启动，1 控制台方式启动", "0: as a service, 1: on a console");
    public static final IniKey INST_AUTO_RESTART =
            optional("INST_AUTO_RESTART", flag(), 0, "是否自动重启实例", "whether the instance is started again");

    /** What may stand in a section. */
    public static final List<IniKey> SECTION = List.of(
            MDW_BRO_ADDR,
            MDW_UDP_PORT,
            MDW_TCP_PORT,
            MDW_MAL_INI,
            MDW_ARCH_INI,
            MDW_ARCH_TYPE,
            MDW_INST_ERROR_TIME,
            MDW_FAR_ERROR_TIME,
            INST_OGUID,
            INST_NAME,
            INST_UDP_PORT,
            INST_STARTUP_CMD,
            INST_STARTUP_MODE,
            INST_AUTO_RESTART);

    private static final List<IniKey> TCP_ONLY = List.of(MDW_MAL_INI, MDW_ARCH_INI, MDW_ARCH_TYPE);

    /** The older watcher has no such setting; this is its successor's default. */
    private static final Duration RECOVER_TIME = Duration.ofSeconds(60);

    private DmMWatchIni() {}

    /** @throws IniException naming everything that is wrong with it */
    public static WatchIni read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        new CheckedSettings(file, ini.globals(), List.of(), Map.of(), problems);
        Unique oguids = new Unique("INST_OGUID");
        Unique instances = new Unique("INST_NAME");
        Unique udpPorts = new Unique("UDP port");
        Unique tcpPorts = new Unique("MDW_TCP_PORT");
        List<WatchGroup> groups = new ArrayList<>();
        for (IniSection section : new Sections(file, ini.sections(), problems).distinct()) {
            WatchIni.checkName(file, section, problems);
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, Map.of(), problems);
            WatchGroup group = group(section, settings);
            groups.add(group);
            oguids.see(settings.text(INST_OGUID), settings, INST_OGUID);
            instances.see(group.instanceName(), settings, INST_NAME);
            udpPorts.see(settings.text(MDW_UDP_PORT), settings, MDW_UDP_PORT);
            udpPorts.see(settings.text(INST_UDP_PORT), settings, INST_UDP_PORT);
            tcpPorts.see(settings.text(MDW_TCP_PORT), settings, MDW_TCP_PORT);
            check(settings, group.transport().kind(), groups.get(0));
        }
        return new WatchIni(file, groups, problems.warningsOrThrow());
    }

    private static WatchGroup group(IniSection section, CheckedSettings settings) {
        int udpPort = settings.number(MDW_UDP_PORT);
        int tcpPort = settings.number(MDW_TCP_PORT);
        Kind kind = settings.isSet(MDW_TCP_PORT) ? Kind.TCP : Kind.UDP;
        return new WatchGroup(
                section.name(),
                section.line(),
                settings.number(INST_OGUID),
                settings.text(INST_NAME),
                "",
                true,
                WatchGroup.Mode.MANUAL,
                settings.seconds(MDW_INST_ERROR_TIME),
                settings.seconds(MDW_FAR_ERROR_TIME),
                RECOVER_TIME,
                settings.flag(INST_AUTO_RESTART),
                settings.text(INST_STARTUP_CMD),
                new WatchTransport(
                        kind,
                        settings.text(MDW_BRO_ADDR),
                        kind == Kind.TCP ? tcpPort : udpPort,
                        udpPort,
                        settings.number(INST_UDP_PORT)),
                settings.lines());
    }

    private static void check(CheckedSettings settings, Kind kind, WatchGroup first) {
        if (kind == Kind.TCP) {
            settings.unwanted(MDW_BRO_ADDR, "TCP 方式下无需广播地址", "has no place beside MDW_TCP_PORT: UDP or TCP, not both");
            TCP_ONLY.forEach(key -> settings.needed(key, "TCP 方式下缺少此配置项", "is missing beside MDW_TCP_PORT"));
        } else {
            settings.needed(MDW_BRO_ADDR, "UDP 方式下缺少此配置项", "is missing; with TCP it would be MDW_TCP_PORT");
            TCP_ONLY.forEach(key -> settings.unwanted(key, "仅用于 TCP 方式", "has no place without MDW_TCP_PORT"));
        }
        if (kind != first.transport().kind()) {
            settings.error(
                    kind == Kind.TCP ? MDW_TCP_PORT : MDW_UDP_PORT,
                    "与 [" + first.name() + "] 的通信方式不同，一个文件只能用一种",
                    "differs from [" + first.name() + "]: all groups of a file are UDP, or all are TCP");
        }
        if (settings.number(MDW_FAR_ERROR_TIME) == 0) {
            tellNoFarErrorTime(settings, kind);
        }
        if (settings.flag(INST_AUTO_RESTART)) {
            settings.needed(
                    INST_STARTUP_CMD, "INST_AUTO_RESTART = 1 时缺少此配置项", "is missing beside INST_AUTO_RESTART = 1");
        }
    }

    /** The manual's TCP form has it so in one of two groups. */
    private static void tellNoFarErrorTime(CheckedSettings settings, Kind kind) {
        if (kind == Kind.TCP) {
            settings.warning(
                    MDW_FAR_ERROR_TIME,
                    "仅在连接断开时认定远程守护进程故障",
                    "means that only a broken connection tells of another watcher's failure");
        } else {
            settings.error(MDW_FAR_ERROR_TIME, "UDP 方式下取值范围为 3..32767", "must be 3..32767 with UDP");
        }
    }
}
