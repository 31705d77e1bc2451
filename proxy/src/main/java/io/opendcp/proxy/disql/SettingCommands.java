package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.table.TableFormat.ColumnFormat;
import io.opendcp.proxy.disql.text.Words;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;

/** SET, SHOW and COLUMN. */
final class SettingCommands {
    static final List<Command> LIST = List.of(
            Command.of(
                    "SET",
                    "variable value ...",
                    "设置变量，变量见 SHOW",
                    "sets variables; SHOW lists them",
                    SettingCommands::set),
            Command.of("SHO[W]", "[variable]", "显示变量的值", "shows variables", SettingCommands::show),
            Command.of(
                    "COL[UMN]",
                    "name [FORMAT An] [HEADING text] [ON|OFF] [CLEAR]",
                    "列的显示格式",
                    "how a column looks",
                    SettingCommands::column));

    private SettingCommands() {}

    private static void set(Console console, String arguments) throws SQLException {
        Words words = new Words(arguments);
        if (!words.more()) {
            throw new Told("用法: SET 变量 值", "usage: SET variable value");
        }
        while (words.more()) {
            Setting setting = setting(words.nextUpper());
            if (!words.more()) {
                throw new Told("缺少 " + setting + " 的值", "a value for " + setting + " is missing");
            }
            console.settings().set(setting, words.next());
            if (setting == Setting.SERVEROUTPUT) {
                words.rest(); // SIZE and FORMAT, of which there is no need here
            }
            if (setting == Setting.AUTOCOMMIT) {
                console.session().autoCommitChanged();
            }
        }
    }

    private static Setting setting(String word) {
        return Setting.named(word)
                .orElseThrow(() -> Setting.NOT_SUPPORTED.contains(word)
                        ? Told.notSupported("SET " + word)
                        : new Told("未知的变量: " + word, "unknown variable: " + word));
    }

    private static void show(Console console, String arguments) {
        List<String> names = Words.of(arguments.toUpperCase(Locale.ROOT));
        boolean all = names.isEmpty() || names.equals(List.of("ALL"));
        List<Setting> shown = all
                ? List.of(Setting.values())
                : names.stream().map(SettingCommands::setting).toList();
        for (Setting setting : shown) {
            console.screen().print(setting + " " + shown(console.settings().get(setting)));
        }
    }

    /** Blanks would not be seen otherwise. */
    private static String shown(String value) {
        return value.isBlank() || value.endsWith(" ") ? "\"" + value + "\"" : value;
    }

    private static void column(Console console, String arguments) {
        Words words = new Words(arguments);
        String name = words.nextUpper();
        if (name.isEmpty()) {
            console.settings().columns().forEach((each, format) -> show(console, each, format));
            return;
        }
        ColumnFormat format = console.settings().columns().getOrDefault(name, ColumnFormat.NONE);
        if (!words.more()) {
            show(console, name, format);
            return;
        }
        while (words.more()) {
            String option = words.nextUpper();
            format = switch (option) {
                case "FORMAT", "FOR" -> new ColumnFormat(format.heading(), width(words.nextUpper()), format.on());
                case "HEADING", "HEA" -> new ColumnFormat(words.next(), format.width(), format.on());
                case "ON", "OFF" -> new ColumnFormat(format.heading(), format.width(), option.equals("ON"));
                case "CLEAR", "CLE" -> ColumnFormat.NONE;
                default -> throw Told.notSupported("COLUMN " + option);
            };
        }
        if (format.equals(ColumnFormat.NONE)) {
            console.settings().columns().remove(name);
        } else {
            console.settings().columns().put(name, format);
        }
    }

    private static int width(String format) {
        if (!format.matches("A[1-9]\\d{0,3}")) {
            throw Told.notSupported("COLUMN FORMAT " + format + " (A1..A9999)");
        }
        return Integer.parseInt(format.substring(1));
    }

    private static void show(Console console, String name, ColumnFormat format) {
        console.screen()
                .print("COLUMN " + name + " " + (format.on() ? "ON" : "OFF")
                        + (format.width() > 0 ? " FORMAT A" + format.width() : "")
                        + (format.heading().isEmpty() ? "" : " HEADING '" + format.heading() + "'"));
    }
}
