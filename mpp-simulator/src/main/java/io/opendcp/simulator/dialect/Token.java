package io.opendcp.simulator.dialect;

import java.util.Locale;

/**
 * One token of a statement.
 *
 * @param text as written
 * @param start offset of its first character in the statement
 */
public record Token(Kind kind, String text, int start) {
    /** What a token is. */
    public enum Kind {
        WORD,
        QUOTED,
        STRING,
        NUMBER,
        HEX,
        PARAMETER,
        SYMBOL,
        END
    }

    public int end() {
        return start + text.length();
    }

    /** Whether it is this unquoted word, whatever the case. */
    public boolean is(String word) {
        return kind == Kind.WORD && text.equalsIgnoreCase(word);
    }

    public boolean isSymbol(String symbol) {
        return kind == Kind.SYMBOL && text.equals(symbol);
    }

    /** Whether it can name something. */
    public boolean isName() {
        return kind == Kind.WORD || kind == Kind.QUOTED;
    }

    /** The name it stands for: folded to upper case, or what the quotes hold. */
    public String name() {
        return kind == Kind.QUOTED
                ? text.substring(1, text.length() - 1).replace("\"\"", "\"")
                : text.toUpperCase(Locale.ROOT);
    }

    /** The text a string literal stands for. */
    public String string() {
        if (text.startsWith("'")) {
            return text.substring(1, text.length() - 1).replace("''", "'");
        }
        return text.substring(3, text.length() - 2);
    }
}
