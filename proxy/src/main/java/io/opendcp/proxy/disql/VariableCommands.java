package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Words;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The variables that {@code &names} stand for. */
final class VariableCommands {
    static final List<Command> LIST = List.of(
            Command.of("DEF[INE]", "[name[=value]]", "定义或显示变量", "defines or shows variables", VariableCommands::define),
            Command.of("UNDEF[INE]", "name ...", "删除变量", "removes variables", VariableCommands::undefine),
            Command.of(
                    "ACC[EPT]",
                    "name [DEFAULT value] [PROMPT text] [HIDE]",
                    "读入变量的值",
                    "asks for a variable's value",
                    VariableCommands::accept),
            Command.missing("VAR[IABLE]"),
            Command.missing("PRINT"));

    private VariableCommands() {}

    private static void define(Console console, String arguments) {
        int equals = arguments.indexOf('=');
        if (equals >= 0) {
            String name = name(arguments.substring(0, equals).strip());
            console.defines().set(name, new Words(arguments.substring(equals + 1)).quotedOrRest());
        } else if (arguments.isBlank()) {
            console.defines().all().forEach((name, value) -> show(console, name, value));
        } else {
            String name = name(arguments.strip());
            show(console, name, known(console, name));
        }
    }

    private static void show(Console console, String name, String value) {
        console.screen().print("DEFINE " + name + " = \"" + value + "\"");
    }

    private static String known(Console console, String name) {
        String value = console.defines().get(name);
        if (value == null) {
            throw notDefined(name);
        }
        return value;
    }

    private static void undefine(Console console, String arguments) {
        List<String> names = Words.of(arguments);
        if (names.isEmpty()) {
            throw new Told("用法: UNDEFINE 变量 ...", "usage: UNDEFINE name ...");
        }
        for (String name : names) {
            if (!console.defines().remove(name)) {
                throw notDefined(name.toUpperCase(Locale.ROOT));
            }
        }
    }

    private static void accept(Console console, String arguments) {
        Words words = new Words(arguments);
        String name = name(words.next());
        String prompt = "";
        String otherwise = "";
        boolean hidden = false;
        while (words.more()) {
            String option = words.nextUpper();
            switch (option) {
                case "PROMPT", "PRO" -> prompt = words.next();
                case "NOPROMPT", "NOPR", "CHAR", "NUM", "NUMBER", "DATE" -> {}
                case "DEFAULT", "DEF" -> otherwise = words.next();
                case "HIDE" -> hidden = true;
                default -> throw Told.notSupported("ACCEPT " + option);
            }
        }
        @Nullable String typed = hidden ? console.askSecret(prompt) : console.ask(prompt);
        console.defines().set(name, typed == null || typed.isEmpty() ? otherwise : typed);
    }

    private static String name(String typed) {
        if (!typed.matches("[\\w$#\\x{80}-\\x{ffff}]+")) {
            throw new Told("无效的变量名: " + typed, "not a variable's name: " + typed);
        }
        return typed.toUpperCase(Locale.ROOT);
    }

    private static Told notDefined(String name) {
        return new Told("变量未定义: " + name, "not defined: " + name);
    }
}
