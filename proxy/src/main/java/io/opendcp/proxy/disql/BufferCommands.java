package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Entry;
import java.util.List;
import java.util.Locale;

/** The last statement. */
final class BufferCommands {
    static final List<Command> LIST = List.of(
            Command.of("L[IST]", "", "显示缓冲区中的语句", "shows the last statement", (console, arguments) -> list(console)),
            Command.of(
                            "A[PPEND]",
                            "text",
                            "在缓冲区语句末尾追加文本，/ 执行",
                            "puts text behind the last statement; / runs it",
                            BufferCommands::append)
                    .literal(),
            Command.of(
                    "CL[EAR]",
                    "[SCREEN] | COLUMNS | BUFFER | SQL",
                    "清屏、清除列格式或缓冲区",
                    "clears the screen, the column formats or the last statement",
                    BufferCommands::clear),
            Command.missing("ED[IT]"));

    private static final String CLEAR_SCREEN = "\u001b[H\u001b[2J";

    private BufferCommands() {}

    private static void list(Console console) {
        List<String> lines = statement(console).shown().lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            console.screen().print("%-4d%s".formatted(i + 1, lines.get(i)));
        }
    }

    private static void append(Console console, String text) {
        Entry.Sql last = statement(console);
        console.buffer(new Entry.Sql(last.text() + text, last.program()));
        list(console);
    }

    private static Entry.Sql statement(Console console) {
        Entry.Sql last = console.buffer();
        if (last == null) {
            throw new Told("缓冲区为空", "there is no last statement");
        }
        return last;
    }

    private static void clear(Console console, String what) {
        switch (what.strip().toUpperCase(Locale.ROOT)) {
            case "", "SCR", "SCREEN" -> {
                if (console.interactive()) {
                    console.screen().print(CLEAR_SCREEN);
                }
            }
            case "COL", "COLUMNS" -> console.settings().columns().clear();
            case "BUFF", "BUFFER", "SQL" -> console.buffer(null);
            default -> throw Told.notSupported("CLEAR " + what);
        }
    }
}
