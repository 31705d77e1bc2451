package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.flag;
import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.oneOf;
import static io.opendcp.protocol.ini.Allowed.text;
import static io.opendcp.protocol.ini.IniKey.optional;
import static io.opendcp.protocol.ini.IniKey.required;

import io.opendcp.protocol.ini.WatchTransport.Kind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads dmwatcher.ini, which tells a current watcher what to watch. Source: {@code docs/configuration.md}. */
public final class DmWatcherIni {
    public static final IniKey DW_TYPE = optional(
            "DW_TYPE", oneOf("LOCAL", "GLOBAL"), "LOCAL", "守护类型", "GLOBAL: with the other instances' watchers");
    public static final IniKey DW_MODE =
            optional("DW_MODE", oneOf("MANUAL", "AUTO"), "MANUAL", "切换模式", "AUTO: takes over without being told");
    public static final IniKey DW_ERROR_TIME = optional(
            "DW_ERROR_TIME",
            numbers(3, 32_767),
            15,
            "守护进程故障认定时间(秒)",
            "seconds of silence after which another watcher has failed");
    public static final IniKey INST_ERROR_TIME = optional(
            "INST_ERROR_TIME",
            numbers(3, 32_767),
            15,
            "实例故障认定时间(秒)",
            "seconds of silence after which an instance has failed");
    public static final IniKey INST_OGUID =
            required("INST_OGUID", numbers(0, Integer.MAX_VALUE), "守护组唯一标识", "the group's number");
    public static final IniKey INST_INI = required("INST_INI", text(256), "dm.ini 路径", "path of the instance's dm.ini");
    public static final IniKey INST_AUTO_RESTART =
            optional("INST_AUTO_RESTART", flag(), 0, "是否自动重启实例", "whether the instance is started again");
    public static final IniKey INST_STARTUP_CMD = optional(
            "INST_STARTUP_CMD", text(1024), "", "启动命令，不含 dm.ini 路径", "how it is started; dm.ini's path is appended");
    public static final IniKey INST_RECOVER_TIME = optional(
            "INST_RECOVER_TIME",
            numbers(3, 86_400),
            60,
            "备库恢复间隔(秒)",
            "seconds between attempts to bring a standby back");

    /** What may stand in a section. */
    public static final List<IniKey> SECTION = List.of(
            DW_TYPE,
            DW_MODE,
            DW_ERROR_TIME,
            INST_ERROR_TIME,
            INST_OGUID,
            INST_INI,
            INST_AUTO_RESTART,
            INST_STARTUP_CMD,
            INST_RECOVER_TIME,
            optional("DCR_INI", text(256), "", "dmdcr.ini 路径", "path of dmdcr.ini"),
            optional("INST_SERVICE_IP_CHECK", flag(), 0, "是否检测服务网络", "whether the clients' network is watched"),
            optional("RLOG_SEND_THRESHOLD", numbers(0, 86_400), 0, "日志发送阈值(秒)", "seconds that sending redo may take"),
            optional("RLOG_APPLY_THRESHOLD", numbers(0, 600_000), 0, "日志重演阈值", "time that applying redo may take"),
            optional("DW_RECONNECT", numbers(0, 2), 1, "重连方式", "how broken connections are made anew"),
            optional("DW_FAILOVER_FORCE", flag(), 1, "是否强制处理故障", "whether a failed standby is left behind"),
            optional("DW_SUSPEND_CHECK", flag(), 1, "是否检测 SUSPEND", "whether SUSPEND is watched"),
            optional("INST_RESTART_CNT", numbers(0, 1024), 0, "重启次数", "restarts before it is given up"));

    private DmWatcherIni() {}

    /** @throws IniException naming everything that is wrong with it */
    public static WatchIni read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        new CheckedSettings(file, ini.globals(), List.of(), Map.of(), problems);
        Unique oguids = new Unique("INST_OGUID");
        Unique paths = new Unique("INST_INI");
        List<WatchGroup> groups = new ArrayList<>();
        for (IniSection section : new Sections(file, ini.sections(), problems).distinct()) {
            WatchIni.checkName(file, section, problems);
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, Map.of(), problems);
            oguids.see(settings.text(INST_OGUID), settings, INST_OGUID);
            paths.see(settings.text(INST_INI), settings, INST_INI);
            groups.add(group(section, settings, command(settings)));
        }
        return new WatchIni(file, groups, problems.warningsOrThrow());
    }

    /** The command as the watcher runs it. The older generation's ends with the path that is appended here. */
    private static String command(CheckedSettings settings) {
        if (settings.flag(INST_AUTO_RESTART)) {
            settings.needed(
                    INST_STARTUP_CMD, "INST_AUTO_RESTART = 1 时缺少此配置项", "is missing beside INST_AUTO_RESTART = 1");
        }
        String command = settings.text(INST_STARTUP_CMD);
        int blank = command.indexOf(' ');
        if (blank < 0) {
            return command.isEmpty() ? "" : command + " " + settings.text(INST_INI);
        }
        if (command.substring(blank).strip().equals(settings.text(INST_INI))) {
            settings.warning(
                    INST_STARTUP_CMD,
                    "不应包含 dm.ini 路径，守护进程会自动添加",
                    "should leave out dm.ini's path: the watcher appends it");
            return command;
        }
        settings.error(INST_STARTUP_CMD, "路径中不能有空格", "must have no blanks");
        return command;
    }

    private static WatchGroup group(IniSection section, CheckedSettings settings, String command) {
        return new WatchGroup(
                section.name(),
                section.line(),
                settings.number(INST_OGUID),
                "",
                settings.text(INST_INI),
                settings.text(DW_TYPE).equalsIgnoreCase("GLOBAL"),
                WatchGroup.Mode.valueOf(settings.text(DW_MODE).toUpperCase(Locale.ROOT)),
                settings.seconds(INST_ERROR_TIME),
                settings.seconds(DW_ERROR_TIME),
                settings.seconds(INST_RECOVER_TIME),
                settings.flag(INST_AUTO_RESTART),
                command,
                new WatchTransport(Kind.MAL, "", 0, 0, 0),
                settings.lines());
    }
}
