package io.opendcp.simulator.dialect;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Labels of result columns: an expression without an alias is headed by its own text. */
final class Labels {
    private Labels() {}

    /** Labels of the first select list; null where H2 tells the label (a column, an alias); empty with a {@code *}. */
    static List<@Nullable String> of(Text text, int end) {
        List<@Nullable String> labels = new ArrayList<>();
        text.position(0);
        boolean select = text.accept("SELECT");
        int at = select ? skipQuantifiers(text) : end;
        text.position(0);
        int depth = 0;
        int start = at;
        for (int i = at; i <= end && select; i++) {
            Token token = i < end ? text.tokens().get(i) : new Token(Token.Kind.END, "", 0);
            if (token.isSymbol("(")) {
                depth++;
            } else if (token.isSymbol(")")) {
                depth--;
            }
            boolean ends = token.kind() == Token.Kind.END || token.is("FROM") || token.is("INTO");
            if (depth == 0 && (ends || token.isSymbol(",") || endsList(token))) {
                if (isStar(text, start, i)) {
                    return List.of();
                }
                labels.add(label(text, start, i));
                start = i + 1;
                if (!token.isSymbol(",")) {
                    return labels;
                }
            }
        }
        return labels;
    }

    private static boolean endsList(Token token) {
        return token.is("UNION")
                || token.is("MINUS")
                || token.is("EXCEPT")
                || token.is("INTERSECT")
                || token.is("WHERE")
                || token.is("ORDER")
                || token.is("LIMIT");
    }

    private static int skipQuantifiers(Text text) {
        boolean more = true;
        while (more) {
            more = text.accept("DISTINCT") || text.accept("ALL") || text.accept("UNIQUE");
        }
        if (text.accept("TOP")) {
            text.next();
            if (text.accept(",")) {
                text.next();
            }
            text.accept("PERCENT");
            text.accept("WITH", "TIES");
        }
        return text.position();
    }

    private static boolean isStar(Text text, int from, int to) {
        if (from >= to) {
            return false;
        }
        Token last = text.tokens().get(to - 1);
        return last.isSymbol("*")
                && (to - 1 == from || text.tokens().get(to - 2).isSymbol("."));
    }

    private static @Nullable String label(Text text, int from, int to) {
        if (to - from <= 1) {
            return to > from && !text.tokens().get(from).isName()
                    ? upper(text.source(from, to))
                    : wordLabel(text, from);
        }
        Token last = text.tokens().get(to - 1);
        Token before = text.tokens().get(to - 2);
        if (before.isSymbol(".") && (last.is("NEXTVAL") || last.is("CURRVAL"))) {
            return last.name();
        }
        if (last.isName() && !last.is("END") && !before.isSymbol(".") && !isOperator(before)) {
            return null;
        }
        boolean column = last.isName() && before.isSymbol(".") && to - from <= 5 && onlyNames(text, from, to);
        return column ? null : upper(text.source(from, to));
    }

    /** A single word is a column's name or something like SYSDATE; both are headed by that word. */
    private static @Nullable String wordLabel(Text text, int from) {
        Token token = from < text.tokens().size() ? text.tokens().get(from) : new Token(Token.Kind.END, "", 0);
        return token.isName() ? token.name() : null;
    }

    private static boolean onlyNames(Text text, int from, int to) {
        return text.tokens().subList(from, to).stream().allMatch(token -> token.isName() || token.isSymbol("."));
    }

    private static boolean isOperator(Token token) {
        return (token.kind() == Token.Kind.SYMBOL && !token.isSymbol(")"))
                || token.is("AND")
                || token.is("OR")
                || token.is("NOT")
                || token.is("LIKE")
                || token.is("IS")
                || token.is("IN");
    }

    private static String upper(String source) {
        StringBuilder label = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < source.length(); i++) {
            char c = source.charAt(i);
            quoted ^= c == '\'' || c == '"';
            label.append(quoted ? String.valueOf(c) : String.valueOf(c).toUpperCase(Locale.ROOT));
        }
        return label.toString();
    }
}
