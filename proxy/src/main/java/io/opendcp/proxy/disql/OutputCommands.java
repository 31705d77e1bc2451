package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Words;
import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** What is shown and where. */
final class OutputCommands {
    static final List<Command> LIST = List.of(
            Command.of(
                    "DESC[RIBE]", "name", "显示表或视图的列", "shows the columns of a table or view", OutputCommands::describe),
            Command.of(
                    "MORE",
                    "",
                    "显示下一个结果集，也可写作 MR",
                    "shows the next result; also MR",
                    (console, arguments) -> console.runner().more()),
            Command.of(
                    "MR",
                    "",
                    "同 MORE",
                    "as MORE",
                    (console, arguments) -> console.runner().more()),
            Command.of(
                    "PRO[MPT]",
                    "[text]",
                    "显示一行文本",
                    "shows a line",
                    (console, text) -> console.screen().print(text)),
            Command.of(
                    "SPO[OL]",
                    "file [CREATE|REPLACE|APPEND] | OFF",
                    "把屏幕内容写入文件",
                    "copies what is shown to a file",
                    OutputCommands::spool),
            Command.of("HELP", "[command]", "显示帮助", "shows this", OutputCommands::help));

    private OutputCommands() {}

    private static void describe(Console console, String name) {
        if (name.isBlank()) {
            throw new Told("用法: DESC 表或视图名", "usage: DESC table or view");
        }
        console.runner().describe(name.strip());
    }

    private static void spool(Console console, String arguments) {
        Words words = new Words(arguments);
        String file = words.next();
        String how = words.nextUpper();
        Screen screen = console.screen();
        if (file.isEmpty()) {
            screen.print(screen.spooling() ? "SPOOL ON" : "SPOOL OFF");
        } else if (file.equalsIgnoreCase("OFF")) {
            if (!screen.spoolOff()) {
                throw new Told("SPOOL 文件未能完整写入", "the spool file could not be written as a whole");
            }
        } else {
            try {
                screen.spool(Path.of(file), options(how));
            } catch (IOException | InvalidPathException e) {
                throw new Told("无法写入文件: " + file, "cannot write the file: " + file);
            }
        }
    }

    private static OpenOption[] options(String how) {
        return switch (how) {
            case "CREATE", "CRE" -> new OpenOption[] {StandardOpenOption.CREATE_NEW};
            case "", "REPLACE", "REP" ->
                new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING};
            case "APPEND", "APP" -> new OpenOption[] {StandardOpenOption.CREATE, StandardOpenOption.APPEND};
            default -> throw Told.notSupported("SPOOL " + how);
        };
    }

    private static void help(Console console, String topic) {
        Screen screen = console.screen();
        List<Command> shown = Commands.all().stream()
                .filter(command -> topic.isBlank() || command.keyword().matches(topic.strip()))
                .toList();
        if (shown.isEmpty()) {
            throw new Told("没有此命令: " + topic, "no such command: " + topic);
        }
        for (Command command : shown) {
            screen.print((command.notation() + " " + command.arguments()).strip());
            screen.print("    " + screen.in(command.chinese(), command.english()));
        }
    }
}
