package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.text;
import static io.opendcp.protocol.ini.IniKey.optional;
import static io.opendcp.protocol.ini.IniKey.required;

import java.util.List;

/** What a monitor of either generation is told. Source: {@code docs/configuration.md}; Manual 6.2.8. */
final class MonitorKeys {
    static final IniKey MON_LOG_PATH = optional("MON_LOG_PATH", text(256), "", "日志目录", "folder of its log");
    static final IniKey MON_LOG_INTERVAL = optional(
            "MON_LOG_INTERVAL",
            numbers(0, 1).or(numbers(5, 3600)),
            1,
            "日志间隔(秒)，0 表示不记录，1 表示状态变化时记录",
            "seconds between entries, 0: none, 1: what changes");
    static final IniKey MON_LOG_FILE_SIZE =
            optional("MON_LOG_FILE_SIZE", numbers(16, 2048), 64, "日志文件大小(MB)", "MB of a file");
    static final IniKey MON_LOG_SPACE_LIMIT = optional(
            "MON_LOG_SPACE_LIMIT",
            numbers(256, 4096).orZero(),
            0,
            "日志空间限制(MB)，0 表示无限制",
            "MB of all files, 0: no limit");
    static final IniKey MON_INST_OGUID =
            required("MON_INST_OGUID", numbers(0, Integer.MAX_VALUE), "守护组唯一标识", "the group's number");

    /** Checked like the others; the simulator has no use for them. */
    static final List<IniKey> LOG = List.of(MON_LOG_PATH, MON_LOG_INTERVAL, MON_LOG_FILE_SIZE, MON_LOG_SPACE_LIMIT);

    private MonitorKeys() {}
}
