package io.opendcp.proxy.disql;

import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.StatementKind;
import io.opendcp.protocol.sql.TokenKind;
import io.opendcp.proxy.disql.text.Entry;
import io.opendcp.proxy.disql.text.Substitution;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a statement leaves open, and the person is asked for: the values of {@code &names} and of {@code ?}. */
final class Questions {
    private final Settings settings;
    private final Screen screen;
    private final Defines defines;
    private final Asking asking;

    /** Asks the person for a line. */
    @FunctionalInterface
    interface Asking {
        /** The answer; null if there is nobody. */
        @Nullable
        String ask(String prompt);
    }

    Questions(Settings settings, Screen screen, Defines defines, Asking asking) {
        this.settings = settings;
        this.screen = screen;
        this.defines = defines;
        this.asking = asking;
    }

    /**
     * A command's line with the values of its names.
     *
     * @throws Substitution.NoValue if one has none
     */
    String inLine(String line) {
        String prefix = settings.get(Setting.DEFINE);
        return prefix.equals("OFF") ? line : substitution(prefix).inLine(line);
    }

    /**
     * A statement with the values of its names; lines that change are shown before and after.
     *
     * @throws Substitution.NoValue if one has none
     */
    Entry.Sql inSql(Entry.Sql sql) {
        String prefix = settings.get(Setting.DEFINE);
        if (prefix.equals("OFF") || !sql.text().contains(prefix)) {
            return sql;
        }
        Entry.Sql replaced = new Entry.Sql(substitution(prefix).inSql(sql.text()), sql.program());
        if (settings.on(Setting.VERIFY)) {
            verify(sql.shown().split("\n", -1), replaced.shown().split("\n", -1));
        }
        return replaced;
    }

    private void verify(String[] before, String[] after) {
        for (int i = 0; i < Math.min(before.length, after.length); i++) {
            if (!before[i].equals(after[i])) {
                screen.print(screen.in("原值 ", "old ") + (i + 1) + ":" + before[i]);
                screen.print(screen.in("新值 ", "new ") + (i + 1) + ":" + after[i]);
            }
        }
    }

    private Substitution substitution(String prefix) {
        return new Substitution(prefix.charAt(0), (name, keep) -> {
            String known = defines.get(name);
            if (known != null) {
                return known;
            }
            String typed = asking.ask(screen.in("输入 " + name + "的值:", "Enter value for " + name + ":"));
            if (typed == null) {
                throw new Substitution.NoValue(name);
            }
            if (keep) {
                defines.set(name, typed);
            }
            return typed;
        });
    }

    /**
     * Values for the {@code ?} of a statement, null for an answer of NULL.
     *
     * @throws Substitution.NoValue if one has none
     */
    List<@Nullable String> parameters(String sql) {
        List<@Nullable String> values = new ArrayList<>();
        if (sql.indexOf('?') < 0 || SqlText.of(sql).kind() == StatementKind.DDL) {
            return values;
        }
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.nextSignificant()) {
            if (scanner.kind() == TokenKind.PARAMETER) {
                int number = values.size() + 1;
                String typed =
                        asking.ask(screen.in("请输入参数" + number + "的值:", "Enter value of parameter " + number + ":"));
                if (typed == null) {
                    throw new Substitution.NoValue("?" + number);
                }
                values.add(typed.equalsIgnoreCase("NULL") ? null : typed);
            }
        }
        return values;
    }
}
