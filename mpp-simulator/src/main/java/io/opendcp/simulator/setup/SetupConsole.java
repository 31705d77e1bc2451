package io.opendcp.simulator.setup;

import io.opendcp.protocol.error.Language;
import io.opendcp.simulator.SimulatedMpp;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A shell on the machines of a scenario: takes the manual's commands, as printed, misprints included, and answers with text. What is wrong
 * is told in one line, and nothing of it is done. Confined to the MPP's event loop. Manual 6.2.2, 6.2.7, 6.2.9, 6.2.10.
 */
public final class SetupConsole {
    private static final int LINE_MAX = 1_000;
    private static final Pattern ELSEWHERE = Pattern.compile("([A-Za-z0-9_.-]+):\\s+(\\S.*)");

    private final Site site;
    private final Watching watching;

    /** @param machines at least one; their instances are the MPP's */
    public SetupConsole(SimulatedMpp mpp, List<Machine> machines, Watching watching) {
        this.watching = watching;
        site = new Site(mpp, machines);
    }

    /**
     * Does what a line says.
     *
     * @return what is shown, without a line end; empty for an empty line
     */
    public String answer(String line, Language reader) {
        try {
            return run(line.strip()).in(reader);
        } catch (SetupException wrong) {
            return wrong.text(reader);
        }
    }

    /**
     * The same.
     *
     * @throws SetupException if it is wrong, or cannot be done
     */
    public String require(String line, Language reader) {
        return run(line.strip()).in(reader);
    }

    private Words run(String line) {
        if (line.length() > LINE_MAX) {
            throw new SetupException("a line has at most " + LINE_MAX + " characters", "每行最多 " + LINE_MAX + " 个字符");
        }
        Matcher elsewhere = ELSEWHERE.matcher(line);
        if (elsewhere.matches()) {
            return run(site.machine(elsewhere.group(1)), elsewhere.group(2));
        }
        return run(site.here(), line);
    }

    private Words run(Machine machine, String line) {
        String command = line.replaceAll("\\s*&$", "");
        if (command.isEmpty() || command.startsWith("#")) {
            return Words.NONE;
        }
        List<String> words = Arrays.asList(command.split("\\s+"));
        List<String> rest = words.subList(1, words.size());
        String tool = Paths.name(words.get(0)).toLowerCase(Locale.ROOT);
        return switch (tool) {
            case "machine" -> machine(rest);
            case "dminit", "dmninit" -> InitCommand.run(site, machine, rest);
            case "dmserver" -> ServerCommands.dmserver(site, machine, rest);
            case "cp", "scp" -> CopyCommand.run(site, machine, rest);
            case "dmbackup" -> BackupCommands.backup(site, machine, rest);
            case "dmrestore" -> BackupCommands.restore(site, machine, rest);
            case "dmctlcvt", "dmctlcvrt" -> ControlCommand.run(site, machine, rest);
            case "dmmppwatch", "dmppwatch", "dmwatcher" -> WatchCommands.watcher(site, watching, machine, rest);
            case "dmwatcherservice" -> WatchCommands.service(site, watching, machine, rest);
            case "dmmppmon", "dmppmon", "dmmonitor" -> WatchCommands.monitor(site, watching, machine, rest);
            case "rm" -> remove(machine, rest);
            case "show", "ls" -> alone(rest, "show", Overview.show(site, watching));
            case "help" -> alone(rest, "help", SetupHelp.TEXT);
            default -> {
                if (tool.startsWith(ServerCommands.SERVICE)) {
                    yield ServerCommands.service(site, machine, tool, rest);
                }
                throw new SetupException(
                        "unknown command: " + words.get(0) + "; help lists them",
                        "未知的命令: " + words.get(0) + "，输入 help 查看帮助");
            }
        };
    }

    private static Words alone(List<String> rest, String name, Words answer) {
        if (!rest.isEmpty()) {
            throw ServerCommands.usage(name);
        }
        return answer;
    }

    private Words machine(List<String> rest) {
        if (rest.size() != 1) {
            throw ServerCommands.usage("machine A");
        }
        site.here(site.machine(rest.get(0)));
        return new Words(
                "on machine " + site.here().name(), "当前机器为 " + site.here().name());
    }

    /** A file, or the folder of a database that is shut down. */
    private Words remove(Machine machine, List<String> rest) {
        boolean folder = rest.size() == 2
                && rest.get(0).matches("-[rRf]+")
                && rest.get(0).contains("r");
        if (rest.size() != 1 && !folder) {
            throw ServerCommands.usage("rm FILE | rm -r /dm/data/EP01");
        }
        Location at = new Location(machine, Paths.full(rest.get(rest.size() - 1)));
        if (folder) {
            site.remove(at);
        } else if (site.files().remove(at) == null) {
            throw new SetupException("there is no such file: " + at, "没有此文件: " + at);
        }
        return new Words(at + " is gone", "已删除 " + at);
    }
}
