package io.opendcp.protocol.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The first words of a text, and after WITH the first word of the statement proper. */
final class Beginning {
    private static final Set<String> PROGRAMS = Set.of("PROCEDURE", "FUNCTION", "TRIGGER", "PACKAGE", "TYPE", "CLASS");
    /** Words between CREATE and what is created. */
    private static final Set<String> BEFORE_PROGRAMS = Set.of("OR", "REPLACE", "PUBLIC", "NOT");

    private static final Set<String> PROPER = Set.of("SELECT", "INSERT", "UPDATE", "DELETE", "MERGE");

    private final List<String> words = new ArrayList<>();
    private boolean open = true;
    private boolean label;
    private boolean called = true;
    private int depth;
    private @Nullable String proper;

    void add(SqlScanner token) {
        if (open) {
            first(token);
        }
        if (token.isSymbol('(')) {
            depth++;
        } else if (token.isSymbol(')')) {
            depth--;
        } else if (proper == null
                && depth == 0
                && token.kind() == TokenKind.WORD
                && !words.isEmpty()
                && words.get(0).equals("WITH")) {
            String word = token.name();
            proper = PROPER.contains(word) ? word : null;
        }
    }

    private void first(SqlScanner token) {
        boolean name = token.kind() == TokenKind.WORD || token.kind() == TokenKind.QUOTED_WORD;
        if (words.isEmpty() && !name) {
            label |= token.kind() == TokenKind.SYMBOL && token.text().equals("<<");
        } else if (name && words.size() < StatementKind.WORDS) {
            if (words.size() == 1) {
                called = false;
            }
            words.add(token.kind() == TokenKind.WORD ? token.name() : "\"");
        } else {
            if (words.size() == 1) {
                called = token.isSymbol('(') || token.isSymbol('.') || token.isSymbol(';') || token.isSymbol('}');
            }
            open = false;
        }
    }

    StatementKind kind() {
        if (label) {
            return StatementKind.BLOCK;
        }
        if (proper != null) {
            return StatementKind.of(List.of(proper), false);
        }
        return StatementKind.of(words, called);
    }

    /** Whether semicolons are part of it. */
    boolean program() {
        if (kind() == StatementKind.BLOCK) {
            return label || !words.get(0).startsWith("EXEC");
        }
        return !words.isEmpty()
                && words.get(0).equals("CREATE")
                && words.stream()
                        .skip(1)
                        .dropWhile(BEFORE_PROGRAMS::contains)
                        .limit(1)
                        .anyMatch(PROGRAMS::contains);
    }
}
