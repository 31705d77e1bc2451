package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.flag;
import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.oneOf;
import static io.opendcp.protocol.ini.Allowed.text;
import static io.opendcp.protocol.ini.IniKey.optional;
import static io.opendcp.protocol.ini.IniKey.required;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * dmarch.ini: where an instance's redo goes, on its own disk and to other instances. Source: {@code docs/configuration.md};
 * Manual 6.2.3.2.
 *
 * @param archives in the file's order
 * @param warnings what its owner should look at
 */
public record DmArchIni(Path file, List<Archive> archives, List<IniProblem> warnings) {
    /** Most instances that redo is sent to before the own flush. */
    public static final int MAX_REALTIME = 8;

    /** What current DM allows; the manual prints 4294967294. */
    private static final long CURRENT_MAX_SPACE_MB = Integer.MAX_VALUE;

    public static final IniKey ARCH_TYPE = required(
            "ARCH_TYPE",
            oneOf(Stream.of(ArchType.values()).map(Enum::name).toArray(String[]::new)),
            "归档类型",
            "kind of the archive");
    public static final IniKey ARCH_DEST =
            required("ARCH_DEST", text(256), "归档目标：本地归档为路径，其他为实例名", "folder, or name of the instance");
    public static final IniKey ARCH_FILE_SIZE =
            optional("ARCH_FILE_SIZE", numbers(64, 2048), 1024, "单个归档文件大小(MB)", "MB of a file");
    public static final IniKey ARCH_SPACE_LIMIT = optional(
            "ARCH_SPACE_LIMIT",
            numbers(1024, 4_294_967_294L).orZero(),
            0,
            "归档空间限制(MB)，0 表示无限制",
            "MB of all files, 0: no limit");
    public static final IniKey ARCH_TIMER_NAME =
            optional("ARCH_TIMER_NAME", text(128), "", "异步归档的定时器", "timer of an ASYNC archive");
    public static final IniKey ARCH_RECOVER_TIME =
            optional("ARCH_RECOVER_TIME", numbers(1, 86_400), 1, "恢复间隔(秒)", "seconds between recoveries");

    /** What may stand before the first section. */
    public static final List<IniKey> GLOBALS = List.of(
            optional("ARCH_WAIT_APPLY", flag(), 0, "是否等待重演", "whether a commit waits for the redo's apply"),
            optional("ARCH_RESERVE_TIME", numbers(0, 4_294_967_294L), 0, "归档保留时间(分)", "minutes that files are kept"),
            optional("ARCH_SEND_POLICY", flag(), 0, "发送策略", "how redo is sent"));

    /** What may stand in a section. */
    public static final List<IniKey> SECTION = List.of(
            ARCH_TYPE,
            ARCH_DEST,
            ARCH_FILE_SIZE,
            ARCH_SPACE_LIMIT,
            ARCH_TIMER_NAME,
            ARCH_RECOVER_TIME,
            optional("ARCH_FLUSH_BUF_SIZE", numbers(0, 128), 2, "刷盘缓存(MB)", "MB that are written at once"),
            optional("ARCH_HANG_FLAG", numbers(0, 2), 1, "归档失败时是否挂起", "whether the instance hangs without space"),
            optional("ARCH_INCOMING_PATH", text(256), "", "远程归档目录", "folder of a REMOTE archive"),
            optional("ARCH_SEND_DELAY", numbers(0, 1440), 0, "异步发送延迟(分)", "minutes that sending is put off"),
            optional("WAIT_APPLY", flag(), 0, "是否等待重演", "whether a commit waits for this archive's apply"),
            optional("ARCH_STANDBY_APPLY", flag(), 0, "备库是否重演", "whether an ASYNC standby applies"));

    /**
     * One section.
     *
     * @param name the section's
     * @param line of ARCH_DEST
     * @param dest a folder for LOCAL, else an instance
     */
    public record Archive(String name, int line, ArchType type, String dest) {}

    public DmArchIni {
        archives = List.copyOf(archives);
        warnings = List.copyOf(warnings);
    }

    /** The archives whose redo an instance must have before a commit is answered. */
    public List<Archive> realtime() {
        return archives.stream().filter(archive -> archive.type().isRealtime()).toList();
    }

    /** @throws IniException naming everything that is wrong with it */
    public static DmArchIni read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        new CheckedSettings(file, ini.globals(), GLOBALS, Map.of(), problems);
        Unique dests = new Unique("ARCH_DEST");
        List<Archive> archives = new ArrayList<>();
        for (IniSection section : new Sections(file, ini.sections(), problems).distinct()) {
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, Map.of(), problems);
            if (section.name().equalsIgnoreCase("STANDBY_ARCHIVE")) {
                problems.error(
                        file, section.line(), "[" + section.name() + "]", "保留的名称", "is a name that DM keeps to itself");
            }
            dests.see(settings.text(ARCH_DEST), settings, ARCH_DEST);
            check(settings);
            if (settings.setting(ARCH_TYPE).isPresent()) {
                archives.add(archive(section, settings));
            }
        }
        checkTogether(file, archives, problems);
        return new DmArchIni(file, archives, problems.warningsOrThrow());
    }

    private static void check(CheckedSettings settings) {
        if (settings.line(ARCH_DEST) < settings.line(ARCH_TYPE)) {
            settings.warning(ARCH_DEST, "应在 ARCH_TYPE 之后", "belongs after ARCH_TYPE, which says how it is read");
        }
        if (settings.longNumber(ARCH_SPACE_LIMIT) > CURRENT_MAX_SPACE_MB) {
            settings.warning(
                    ARCH_SPACE_LIMIT,
                    "当前版本最大为 " + CURRENT_MAX_SPACE_MB,
                    "is more than current DM allows: " + CURRENT_MAX_SPACE_MB);
        }
        if (settings.text(ARCH_TYPE).equalsIgnoreCase(ArchType.ASYNC.name())) {
            settings.needed(ARCH_TIMER_NAME, "ASYNC 归档需要定时器", "is missing: an ASYNC archive has a timer");
        }
    }

    private static void checkTogether(Path file, List<Archive> archives, IniProblems problems) {
        List<Archive> realtime =
                archives.stream().filter(archive -> archive.type().isRealtime()).toList();
        if (realtime.size() > MAX_REALTIME) {
            problems.error(
                    file,
                    realtime.get(MAX_REALTIME).line(),
                    "[" + realtime.get(MAX_REALTIME).name() + "]",
                    "REALTIME 归档最多 " + MAX_REALTIME + " 个",
                    "is one too many: " + MAX_REALTIME + " REALTIME archives are allowed");
        }
        if (!realtime.isEmpty() && archives.stream().noneMatch(archive -> archive.type() == ArchType.LOCAL)) {
            problems.error(
                    file,
                    realtime.get(0).line(),
                    "[" + realtime.get(0).name() + "]",
                    "REALTIME 归档要求至少一个 LOCAL 归档",
                    "needs a LOCAL archive beside it");
        }
    }

    private static Archive archive(IniSection section, CheckedSettings settings) {
        return new Archive(
                section.name(),
                settings.line(ARCH_DEST),
                ArchType.valueOf(settings.text(ARCH_TYPE).toUpperCase(Locale.ROOT)),
                settings.text(ARCH_DEST));
    }
}
