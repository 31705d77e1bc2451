package io.opendcp.proxy;

import io.opendcp.protocol.error.Language;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.spi.ToolProvider;

/**
 * {@code dcp COMMAND ...}: runs one of OpenDCP's commands. A command is a {@link ToolProvider} of ours on the class path;
 * the launcher knows none of them at compile time, so that the simulator can bring its own. Ends with the command's exit
 * code, or 2 when there is no such command.
 */
public final class Launcher {
    private static final int USAGE_ERROR = 2;
    private static final String OURS = "io.opendcp.";

    private final Language language;
    private final Map<String, ToolProvider> commands;

    /** @param commands by name */
    Launcher(Language language, Map<String, ToolProvider> commands) {
        this.language = language;
        this.commands = new TreeMap<>(commands);
    }

    public static void main(String[] args) {
        Launcher launcher = new Launcher(Language.of(Locale.getDefault()), commands());
        PrintWriter out = writer(FileDescriptor.out);
        PrintWriter err = writer(FileDescriptor.err);
        int code = launcher.run(out, err, args);
        out.flush();
        err.flush();
        System.exit(code);
    }

    /** Our commands, not the JDK's own tools, which are tool providers too. */
    public static Map<String, ToolProvider> commands() {
        Map<String, ToolProvider> found = new TreeMap<>();
        ServiceLoader.load(ToolProvider.class).stream()
                .filter(provider -> provider.type().getName().startsWith(OURS))
                .map(ServiceLoader.Provider::get)
                .forEach(tool -> found.put(tool.name(), tool));
        return found;
    }

    /** Runs {@code args[0]} with the other arguments; returns the exit code. */
    int run(PrintWriter out, PrintWriter err, String... args) {
        if (args.length == 0) {
            err.println(help());
            return USAGE_ERROR;
        }
        if (args[0].equals("--help") || args[0].equals("-h") || args[0].equals("help")) {
            out.println(help());
            return 0;
        }
        ToolProvider command = commands.get(args[0]);
        if (command == null) {
            err.println(in("未知命令: ", "unknown command: ") + args[0]);
            err.println(help());
            return USAGE_ERROR;
        }
        return command.run(out, err, Arrays.copyOfRange(args, 1, args.length));
    }

    private String help() {
        Map<String, String> described = new LinkedHashMap<>();
        described.put(
                "demo",
                in(
                        "演示：模拟的 MPP 与 DCP: demo primary-standby",
                        "a simulated MPP and DCPs, to try out: demo primary-standby"));
        described.put(
                "mpp", in("运行一个场景的 EP: mpp scenarios/plain-mpp", "the EPs of a scenario: mpp scenarios/plain-mpp"));
        described.put("server", in("运行 DCP: server <dm.ini>", "the DCP: server <dm.ini>"));
        described.put(
                "init",
                in("初始化 DCP 目录: init path=... DCP_MODE=1", "prepares a DCP's folder: init path=... DCP_MODE=1"));
        described.put("disql", in("SQL 控制台: disql 用户/口令@主机:端口", "SQL console: disql user/password@host:port"));
        described.put("dmctlcvt", in("dmmpp.ini 与 dmmpp.ctl 互相转换", "dmmpp.ini to dmmpp.ctl and back"));
        described.keySet().retainAll(commands.keySet());
        commands.keySet().forEach(name -> described.putIfAbsent(name, ""));
        StringBuilder help = new StringBuilder(in("用法: dcp 命令 参数 ...", "usage: dcp COMMAND ARGUMENTS ..."));
        described.forEach(
                (name, text) -> help.append("%n  %-10s%s".formatted(name, text).stripTrailing()));
        return help.toString();
    }

    private String in(String chinese, String english) {
        return language == Language.CHINESE ? chinese : english;
    }

    /** In the terminal's character set; a bare system says ASCII, where UTF-8 does no harm and keeps Chinese legible. */
    private static PrintWriter writer(FileDescriptor descriptor) {
        Charset charset = Charset.defaultCharset();
        Charset used = charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), used), true);
    }
}
