package io.opendcp.proxy.disql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code dcp disql}: {@code [-L] [-S] [logon | /NOLOG] [`script args | START script args | -E "sql;sql"]
 * [-C "SET ..."]}. Source: DIsql's manual.
 *
 * @param once whether there is one try to log in
 * @param silent without banner and prompts
 * @param logon null if user and password are to be asked for
 * @param connect whether to log in at all
 * @param script the script to begin with and its arguments; empty for none
 * @param sql statements to run instead of reading any; null if lines are to be read
 * @param settings commands to begin with
 */
record CommandLine(
        boolean help,
        boolean once,
        boolean silent,
        @Nullable Logon logon,
        boolean connect,
        List<String> script,
        @Nullable String sql,
        List<String> settings) {

    /** @throws Told if they cannot be understood */
    static CommandLine parse(String... args) {
        return new Parser(args).parse();
    }

    private static final class Parser {
        private final String[] args;
        private int at;
        private @Nullable String logon;
        private List<String> script = List.of();
        private @Nullable String sql;
        private boolean once;
        private boolean silent;
        private boolean help;
        private final List<String> settings = new ArrayList<>();

        Parser(String[] args) {
            this.args = args;
        }

        CommandLine parse() {
            while (at < args.length) {
                one(args[at++]);
            }
            boolean connect = logon == null || !logon.equalsIgnoreCase("/NOLOG");
            Logon parsed = logon == null || !connect ? null : LogonText.parse(logon);
            return new CommandLine(help, once, silent, parsed, connect, script, sql, List.copyOf(settings));
        }

        private void one(String arg) {
            String upper = arg.toUpperCase(Locale.ROOT);
            switch (upper) {
                case "-H", "-HELP", "--HELP", "HELP" -> help = true;
                case "-L" -> once = true;
                case "-S" -> silent = true;
                case "-E" -> sql = value(arg);
                case "-C" -> settings.addAll(split(value(arg)));
                case "START" -> script(value(arg));
                case "AS" -> throw new Told("不支持操作系统认证: AS", "logging in by the operating system is not supported: AS");
                default -> {
                    if (arg.startsWith("`")) {
                        script(arg.substring(1));
                    } else if (arg.startsWith("-") || logon != null && !arg.startsWith("#")) {
                        throw new Told("无效的参数: " + arg, "unknown argument: " + arg);
                    } else {
                        logon = logon == null ? arg : logon + arg;
                    }
                }
            }
        }

        /** Everything behind a script's name are its arguments. */
        private void script(String path) {
            List<String> words = new ArrayList<>(List.of(path));
            while (at < args.length) {
                words.add(args[at++]);
            }
            script = List.copyOf(words);
        }

        private String value(String option) {
            if (at == args.length) {
                throw new Told("缺少参数值: " + option, "a value is missing behind " + option);
            }
            return args[at++];
        }

        private static List<String> split(String commands) {
            return commands.lines()
                    .flatMap(line -> List.of(line.split(";", -1)).stream())
                    .map(String::strip)
                    .filter(command -> !command.isEmpty())
                    .toList();
        }
    }
}
