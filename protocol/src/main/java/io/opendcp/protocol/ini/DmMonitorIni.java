package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.flag;
import static io.opendcp.protocol.ini.Allowed.ipv4WithPort;
import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.IniKey.optional;
import static io.opendcp.protocol.ini.IniKey.required;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads dmmonitor.ini, which tells a current monitor where the watchers are. Source: {@code docs/configuration.md}. */
public final class DmMonitorIni {
    public static final IniKey MON_DW_CONFIRM =
            optional("MON_DW_CONFIRM", flag(), 0, "是否为确认监视器", "whether watchers ask it before they take over");
    public static final IniKey MON_DW_IP = required(
                    "MON_DW_IP", ipv4WithPort(), "守护进程地址，MAL_HOST:MAL_DW_PORT", "a watcher: its MAL_HOST:MAL_DW_PORT")
            .severalTimes();

    /** What may stand before the first section. */
    public static final List<IniKey> GLOBALS = Stream.concat(
                    MonitorKeys.LOG.stream(),
                    Stream.of(
                            MON_DW_CONFIRM,
                            optional(
                                    "MON_TAKEOVER_SHUTDOWN",
                                    numbers(0, 86_400),
                                    0,
                                    "接管后关闭时间(秒)",
                                    "seconds to a shutdown after a takeover"),
                            optional("MON_MESSAGE_CHECK", flag(), 1, "是否校验消息", "whether messages are checked")))
            .toList();

    /** What may stand in a section. */
    public static final List<IniKey> SECTION = List.of(MonitorKeys.MON_INST_OGUID, MON_DW_IP);

    private DmMonitorIni() {}

    /** @throws IniException naming everything that is wrong with it */
    public static MonitorIni read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        CheckedSettings globals = new CheckedSettings(file, ini.globals(), GLOBALS, Map.of(), problems);
        Unique oguids = new Unique("MON_INST_OGUID");
        List<MonitorGroup> groups = new ArrayList<>();
        for (IniSection section : new Sections(file, ini.sections(), problems).distinct()) {
            WatchIni.checkName(file, section, problems);
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, Map.of(), problems);
            groups.add(group(section, settings));
            oguids.see(settings.text(MonitorKeys.MON_INST_OGUID), settings, MonitorKeys.MON_INST_OGUID);
        }
        return new MonitorIni(
                file, WatchTransport.Kind.MAL, globals.flag(MON_DW_CONFIRM), "", groups, problems.warningsOrThrow());
    }

    private static MonitorGroup group(IniSection section, CheckedSettings settings) {
        List<MonitorGroup.Watcher> watchers = settings.all(MON_DW_IP).stream()
                .map(setting -> {
                    int colon = setting.value().lastIndexOf(':');
                    int port = Integer.parseInt(setting.value().substring(colon + 1));
                    return new MonitorGroup.Watcher(
                            setting.line(), setting.value().substring(0, colon), port);
                })
                .toList();
        return new MonitorGroup(
                section.name(),
                settings.line(MonitorKeys.MON_INST_OGUID),
                settings.number(MonitorKeys.MON_INST_OGUID),
                0,
                watchers);
    }
}
