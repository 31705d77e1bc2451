package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Entry;
import io.opendcp.proxy.disql.text.Lines;
import io.opendcp.proxy.disql.text.StatementReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The statements of {@code -E "sql;sql"}: the last needs no semicolon, a program no line {@code /}. */
final class OneLine {
    private OneLine() {}

    static List<Entry> entries(String sql) {
        Queue<String> lines = new ArrayDeque<>(sql.lines().toList());
        lines.add("/"); // ends what is left; alone it would run the last statement again
        Lines given = prompt -> lines.poll();
        StatementReader reader = new StatementReader(given, Commands::isCommand, line -> "");
        List<Entry> entries = new ArrayList<>();
        for (Entry entry = reader.next(); !(entry instanceof Entry.End); entry = reader.next()) {
            if (!(entry instanceof Entry.Repeat)) {
                entries.add(entry);
            }
        }
        return entries;
    }
}
