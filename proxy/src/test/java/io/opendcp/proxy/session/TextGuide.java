package io.opendcp.proxy.session;

import io.opendcp.protocol.message.BindReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Texts of these tests say what they are and where they belong: {@code ... EP 1}; or ask to be told {@code LATER}. */
final class TextGuide implements Guide {
    final Deque<Runnable> later = new ArrayDeque<>();
    final List<String> ddl = new ArrayList<>();

    @Override
    public TextFacts facts(String sql) {
        TextFacts.Kind kind = kind(sql);
        boolean call = kind == TextFacts.Kind.CANCEL || kind == TextFacts.Kind.CLOSE_SESSION;
        boolean numbered = call || kind == TextFacts.Kind.READ_ONLY;
        long argument = numbered && sql.matches(".*\\d.*") ? Long.parseLong(sql.replaceAll("\\D", "")) : -1;
        boolean repeatable = sql.startsWith("SELECT") && !sql.contains("F(");
        boolean empties = sql.startsWith("TRUNCATE") || sql.startsWith("DROP");
        Set<String> tables = empties ? Set.of() : named(sql);
        String emptied =
                empties && !named(sql).isEmpty() ? named(sql).iterator().next() : null;
        String current = emptied == null ? null : "APP";
        return new TextFacts(
                kind, argument, repeatable, new TextFacts.Traces(tables, emptied, current, sql.contains("FOR UPDATE")));
    }

    /** Temporary tables are called TMP and something. */
    private static Set<String> named(String sql) {
        return Arrays.stream(sql.split(" "))
                .filter(each -> each.startsWith("TMP"))
                .collect(Collectors.toSet());
    }

    private static TextFacts.Kind kind(String sql) {
        String upper = sql.toUpperCase(Locale.ROOT);
        if (upper.contains("SP_CANCEL")) {
            return TextFacts.Kind.CANCEL;
        }
        if (upper.contains("SP_CLOSE")) {
            return TextFacts.Kind.CLOSE_SESSION;
        }
        if (upper.contains("SP_DCP")) {
            return TextFacts.Kind.MANAGEMENT;
        }
        if (upper.contains("READONLY")) {
            return TextFacts.Kind.READ_ONLY;
        }
        if (upper.contains("SET SCHEMA")) {
            return TextFacts.Kind.SETTING;
        }
        return upper.contains("SESSION CHANGE") ? TextFacts.Kind.SESSION_CHANGE : TextFacts.Kind.ORDINARY;
    }

    @Override
    public void route(String sql, @Nullable BindReader binds, String schema, IntConsumer told) {
        Object value = binds == null || binds.parameters() == 0 ? null : binds.value(0, 0);
        int bound = value instanceof Number number ? number.intValue() % 2 : ANY;
        int epno = sql.contains("EP 9") ? 9 : sql.contains("EP 0") ? 0 : sql.contains("EP 1") ? 1 : bound;
        if (sql.contains("LATER")) {
            later.add(() -> told.accept(epno));
        } else {
            told.accept(epno);
        }
    }

    @Override
    public void onDdl(String sql, String schema) {
        ddl.add(schema + ": " + sql);
    }
}
