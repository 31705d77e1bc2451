package io.opendcp.protocol.ini;

import static io.opendcp.protocol.ini.Allowed.flag;
import static io.opendcp.protocol.ini.Allowed.numbers;
import static io.opendcp.protocol.ini.Allowed.ports;
import static io.opendcp.protocol.ini.Allowed.text;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * dmmal.ini: the addresses of all instances of a cluster, the same file on each. Source: {@code docs/configuration.md};
 * Manual 6.1.3, 6.2.2.4.
 *
 * @param checkInterval how often links are looked at; zero means never
 * @param connFailInterval how long a link may be silent before it counts as broken
 * @param instances in the file's order
 * @param warnings what its owner should look at
 */
public record DmMalIni(
        Path file,
        Duration checkInterval,
        Duration connFailInterval,
        List<MalInstance> instances,
        List<IniProblem> warnings) {
    public static final IniKey MAL_CHECK_INTERVAL = IniKey.optional(
            "MAL_CHECK_INTERVAL",
            numbers(0, 1800),
            30,
            "链路检测间隔(秒)，0 表示不检测",
            "seconds between checks of links, 0: none");
    public static final IniKey MAL_CONN_FAIL_INTERVAL = IniKey.optional(
            "MAL_CONN_FAIL_INTERVAL",
            numbers(2, 1800),
            10,
            "认定链路断开的时间(秒)",
            "seconds after which a silent link is broken");
    public static final IniKey MAL_LOGIN_TIMEOUT = IniKey.optional(
            "MAL_LOGIN_TIMEOUT", numbers(3, 1800), 15, "实例间登录超时(秒)", "seconds that a login between instances may take");

    /** Checked like the others; the simulator has no use for them. */
    private static final List<IniKey> FURTHER_GLOBALS = List.of(
            IniKey.optional("MAL_CHECK_TIMEOUT", numbers(0, 65535), 0, "网络延迟检测阈值(毫秒)", "milliseconds a link may take"),
            IniKey.optional("MAL_CHECK_IP", text(256), "", "第三方确认机器", "address that tells who is cut off"),
            IniKey.optional("MAL_BUF_SIZE", numbers(0, 500_000), 100, "单个邮箱缓存(MB)", "MB of a mailbox"),
            IniKey.optional("MAL_SYS_BUF_SIZE", numbers(0, 500_000), 0, "系统缓存(MB)", "MB of all mailboxes"),
            IniKey.optional("MAL_VPOOL_SIZE", numbers(1, 500_000), 128, "内存池(MB)", "MB of the memory pool"),
            IniKey.optional("MAL_COMPRESS_LEVEL", numbers(0, 10), 0, "压缩级别", "compression"),
            IniKey.optional("MAL_TEMP_PATH", text(256), "", "临时文件目录", "folder of temporary files"),
            IniKey.optional("MAL_SEND_THRESHOLD", numbers(1024, 10_000), 2048, "发送线程阈值", "messages a thread sends"),
            IniKey.optional("MAL_COMBIN_BUF_SIZE", numbers(0, 131_072), 0, "合并缓存(KB)", "KB that are combined"),
            IniKey.optional("MAL_MESSAGE_CHECK", flag(), 1, "是否校验消息", "whether messages are checked"));

    public static final IniKey MAL_INST_NAME =
            IniKey.required("MAL_INST_NAME", text(128), "实例名，与 dm.ini 一致", "the instance's INSTANCE_NAME");
    public static final IniKey MAL_HOST =
            IniKey.required("MAL_HOST", text(256), "MAL 地址", "address for traffic between instances");
    public static final IniKey MAL_PORT =
            IniKey.required("MAL_PORT", ports(), "MAL 端口", "port for traffic between instances");
    public static final IniKey MAL_INST_HOST = IniKey.optional(
            "MAL_INST_HOST", text(256), "", "对外服务地址，默认与 MAL_HOST 相同", "address for clients; else MAL_HOST");
    public static final IniKey MAL_INST_PORT =
            IniKey.required("MAL_INST_PORT", ports(), "服务端口，与 PORT_NUM 一致", "the instance's PORT_NUM");
    public static final IniKey MAL_DW_PORT = IniKey.optional(
            "MAL_DW_PORT", ports().orZero(), 0, "守护进程端口，0 表示没有", "port of the instance's watcher, 0: none");
    public static final IniKey MAL_INST_DW_PORT = IniKey.optional(
            "MAL_INST_DW_PORT",
            ports().orZero(),
            0,
            "实例监听守护进程的端口，0 表示没有",
            "port on which it hears its watcher, 0: none");
    public static final IniKey MAL_LINK_MAGIC =
            IniKey.optional("MAL_LINK_MAGIC", numbers(0, 65535), 0, "链路所属网络", "number of the network it is in");

    /** What may stand before the first section. */
    public static final List<IniKey> GLOBALS = Stream.concat(
                    Stream.of(MAL_CHECK_INTERVAL, MAL_CONN_FAIL_INTERVAL, MAL_LOGIN_TIMEOUT), FURTHER_GLOBALS.stream())
            .toList();

    /** What may stand in a section. */
    public static final List<IniKey> SECTION = List.of(
            MAL_INST_NAME,
            MAL_HOST,
            MAL_PORT,
            MAL_INST_HOST,
            MAL_INST_PORT,
            MAL_DW_PORT,
            MAL_INST_DW_PORT,
            MAL_LINK_MAGIC);

    public DmMalIni {
        instances = List.copyOf(instances);
    }

    /**
     * One section.
     *
     * @param malName the section's name
     * @param line the section's
     * @param host for traffic between instances
     * @param instHost for clients
     * @param instHostLine the line that sets it; the section's where none does
     * @param dwPort 0 for none
     * @param instDwPort 0 for none
     */
    public record MalInstance(
            String malName,
            int line,
            String instName,
            String host,
            int port,
            String instHost,
            int instHostLine,
            int instPort,
            int dwPort,
            int instDwPort) {}

    /** @throws IniException naming everything that is wrong with it */
    public static DmMalIni read(Path file) {
        IniProblems problems = new IniProblems();
        IniFile ini = IniFile.read(file, problems);
        CheckedSettings globals = new CheckedSettings(file, ini.globals(), GLOBALS, Map.of(), problems);
        Sections sections = new Sections(file, ini.sections(), problems);
        Unique instNames = new Unique("MAL_INST_NAME");
        Unique addresses = new Unique("host:port");
        Map<String, Integer> served = new HashMap<>();
        List<MalInstance> instances = new ArrayList<>();
        for (IniSection section : sections.distinct()) {
            CheckedSettings settings = new CheckedSettings(file, section, SECTION, Map.of(), problems);
            MalInstance instance = instance(section, settings);
            instances.add(instance);
            instNames.see(instance.instName(), settings, MAL_INST_NAME);
            addresses.see(instance.host() + ":" + instance.port(), settings, MAL_PORT);
            seeServed(instance, settings, served, addresses);
        }
        return new DmMalIni(
                file,
                Duration.ofSeconds(globals.number(MAL_CHECK_INTERVAL)),
                Duration.ofSeconds(globals.number(MAL_CONN_FAIL_INTERVAL)),
                instances,
                problems.warningsOrThrow());
    }

    /**
     * Two instances at one address for clients are a misprint that a cluster works with for a while, as the manual's own
     * file has it (6.2.2.4): a login's answer tells who is there. An address for clients that is a MAL address is wrong.
     */
    private static void seeServed(
            MalInstance instance, CheckedSettings settings, Map<String, Integer> served, Unique addresses) {
        String address = instance.instHost() + ":" + instance.instPort();
        Integer first = served.putIfAbsent(address.toUpperCase(Locale.ROOT), settings.line(MAL_INST_PORT));
        if (first == null) {
            addresses.see(address, settings, MAL_INST_PORT);
        } else {
            settings.warning(
                    MAL_INST_PORT,
                    address + " 已在第" + first + "行用于另一实例，其中之一有误",
                    address + " is another instance's already in line " + first + ": one of the two is wrong");
        }
    }

    private static MalInstance instance(IniSection section, CheckedSettings settings) {
        String host = settings.text(MAL_HOST);
        String instHost = settings.text(MAL_INST_HOST);
        return new MalInstance(
                section.name(),
                section.line(),
                settings.text(MAL_INST_NAME),
                host,
                settings.number(MAL_PORT),
                instHost.isEmpty() ? host : instHost,
                settings.line(MAL_INST_HOST),
                settings.number(MAL_INST_PORT),
                settings.number(MAL_DW_PORT),
                settings.number(MAL_INST_DW_PORT));
    }
}
