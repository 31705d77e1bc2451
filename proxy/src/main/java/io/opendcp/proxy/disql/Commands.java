package io.opendcp.proxy.disql;

import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All commands, and how a line is known to be one. */
final class Commands {
    /** What SET is followed by in statements. */
    private static final Set<String> SQL_SETS =
            Set.of("SCHEMA", "CURRENT", "TRANSACTION", "SESSION", "IDENTITY_INSERT", "TIME ZONE");

    private static final Pattern FIRST_WORD = Pattern.compile("([A-Za-z_]+)(?=\\s|;|$)\\s?(.*)", Pattern.DOTALL);

    private static final List<Command> ALL = Stream.of(
                    SessionCommands.LIST.stream(),
                    ScriptCommands.LIST.stream(),
                    SettingCommands.LIST.stream(),
                    VariableCommands.LIST.stream(),
                    BufferCommands.LIST.stream(),
                    OutputCommands.LIST.stream())
            .flatMap(list -> list)
            .toList();

    private Commands() {}

    /** In the order of HELP. */
    static List<Command> all() {
        return ALL;
    }

    /** Whether a line, where a statement would begin, is a command. */
    static boolean isCommand(String line) {
        return line.startsWith("@") || line.startsWith("`") || find(line).isPresent();
    }

    private static Optional<Command> find(String line) {
        Matcher word = FIRST_WORD.matcher(line);
        if (!word.matches()) {
            return Optional.empty();
        }
        String arguments = word.group(2).strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (word.group(1).equalsIgnoreCase("SET") && SQL_SETS.stream().anyMatch(set -> begins(arguments, set))) {
            return Optional.empty();
        }
        return ALL.stream()
                .filter(command -> command.keyword().matches(word.group(1)))
                .findFirst();
    }

    private static boolean begins(String text, String word) {
        return text.equals(word) || text.startsWith(word + " ");
    }

    /** Runs a line that {@link #isCommand}. */
    static void run(Console console, String line) throws SQLException {
        if (line.startsWith("@@")) {
            ScriptCommands.besideParent(console, console.substituted(line.substring(2)));
        } else if (line.startsWith("@") || line.startsWith("`")) {
            ScriptCommands.start(console, console.substituted(line.substring(1)));
        } else {
            Command command = find(line).orElseThrow();
            Matcher word = FIRST_WORD.matcher(line);
            String arguments = word.matches() ? word.group(2) : "";
            command.action().run(console, command.substituted() ? console.substituted(arguments) : arguments);
        }
    }
}
