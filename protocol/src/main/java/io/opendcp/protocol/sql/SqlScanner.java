package io.opendcp.protocol.sql;

import java.util.Locale;

/**
 * Walks over the tokens of a text in DM's SQL, every character belonging to exactly one of them. Takes any text, in time
 * linear in its length, and makes no objects but the strings it is asked for.
 *
 * <pre>{@code
 * SqlScanner scanner = new SqlScanner(text);
 * while (scanner.next()) { ... scanner.kind() ... scanner.text() ... }
 * }</pre>
 *
 * <p>Lexical rules: DM8's SQL manual; {@code //} begins a comment there, and block comments do not nest unless a server
 * setting says so.
 */
public final class SqlScanner {
    private static final char NO_CHAR = '\0';

    private final String sql;
    private int start;
    private int end;
    private TokenKind kind = TokenKind.SPACE;
    /** Whether the last token that is no space or comment was a name: then a point does not begin a number. */
    private boolean afterName;

    public SqlScanner(String sql) {
        this.sql = sql;
    }

    /** Moves to the next token; false at the end of the text. */
    public boolean next() {
        start = end;
        if (start == sql.length()) {
            return false;
        }
        kind = scan(sql.charAt(start));
        if (kind != TokenKind.SPACE && kind != TokenKind.COMMENT) {
            afterName = kind == TokenKind.WORD || kind == TokenKind.QUOTED_WORD;
        }
        return true;
    }

    /** Moves to the next token that is neither space nor comment; false at the end of the text. */
    public boolean nextSignificant() {
        while (next()) {
            if (kind != TokenKind.SPACE && kind != TokenKind.COMMENT) {
                return true;
            }
        }
        return false;
    }

    public TokenKind kind() {
        return kind;
    }

    /** Offset of the token's first character. */
    public int start() {
        return start;
    }

    /** Offset behind the token's last character. */
    public int end() {
        return end;
    }

    /** The token as it is written. */
    public String text() {
        return sql.substring(start, end);
    }

    /** Whether the token is this word, in any case, unquoted. {@code word} is in upper case. */
    public boolean is(String word) {
        return kind == TokenKind.WORD
                && end - start == word.length()
                && sql.regionMatches(true, start, word, 0, word.length());
    }

    /** Whether the token is this operator or mark. */
    public boolean isSymbol(char symbol) {
        return kind == TokenKind.SYMBOL && end - start == 1 && sql.charAt(start) == symbol;
    }

    /**
     * The name that a {@link TokenKind#WORD} or {@link TokenKind#QUOTED_WORD} stands for: folded to upper case, or
     * without its quotes.
     */
    public String name() {
        return kind == TokenKind.QUOTED_WORD
                ? sql.substring(start + 1, end - 1).replace("\"\"", "\"")
                : text().toUpperCase(Locale.ROOT);
    }

    private TokenKind scan(char first) {
        char second = at(start + 1);
        if (isSpace(first)) {
            end = start + 1;
            while (end < sql.length() && isSpace(sql.charAt(end))) {
                end++;
            }
            return TokenKind.SPACE;
        }
        if (first == '-' && second == '-' || first == '/' && second == '/') {
            return lineComment();
        }
        if (first == '/' && second == '*') {
            return until("*/", start + 2, TokenKind.COMMENT);
        }
        if (first == '\'') {
            return quotation(start + 1, '\'', TokenKind.STRING);
        }
        if (first == '"') {
            return quotation(start + 1, '"', TokenKind.QUOTED_WORD);
        }
        if (isDigit(first) || first == '.' && isDigit(second) && !afterName) {
            return number(first, second);
        }
        if (beginsName(first)) {
            return word(first, second);
        }
        return mark(first, second);
    }

    private TokenKind lineComment() {
        end = start + 2;
        while (end < sql.length() && sql.charAt(end) != '\n' && sql.charAt(end) != '\r') {
            end++;
        }
        return TokenKind.COMMENT;
    }

    private TokenKind until(String close, int from, TokenKind found) {
        int at = sql.indexOf(close, from);
        end = at < 0 ? sql.length() : at + close.length();
        return at < 0 ? TokenKind.BROKEN : found;
    }

    /** A doubled quote stands for itself. */
    private TokenKind quotation(int from, char quote, TokenKind found) {
        int at = from;
        while (true) {
            at = sql.indexOf(quote, at);
            if (at < 0) {
                end = sql.length();
                return TokenKind.BROKEN;
            }
            if (at(at + 1) != quote) {
                end = at + 1;
                return found;
            }
            at += 2;
        }
    }

    private TokenKind number(char first, char second) {
        if (first == '0' && (second == 'x' || second == 'X')) {
            end = start + 2;
            while (Character.digit(at(end), 16) >= 0) {
                end++;
            }
            return TokenKind.HEX;
        }
        end = digits(start);
        if (at(end) == '.' && at(end + 1) != '.') {
            end = digits(end + 1);
        }
        if (at(end) == 'e' || at(end) == 'E') {
            int exponent = at(end + 1) == '+' || at(end + 1) == '-' ? end + 2 : end + 1;
            if (isDigit(at(exponent))) {
                end = digits(exponent);
            }
        }
        return TokenKind.NUMBER;
    }

    private int digits(int from) {
        int at = from;
        while (isDigit(at(at))) {
            at++;
        }
        return at;
    }

    private TokenKind word(char first, char second) {
        if (second == '\'' && (first == 'n' || first == 'N')) {
            return quotation(start + 2, '\'', TokenKind.STRING);
        }
        if (second == '\'' && (first == 'q' || first == 'Q')) {
            return until(closing(at(start + 2)) + "'", start + 3, TokenKind.STRING);
        }
        end = name(start + 1);
        return TokenKind.WORD;
    }

    private int name(int from) {
        int at = from;
        while (at < sql.length() && continuesName(sql.charAt(at))) {
            at++;
        }
        return at;
    }

    private static char closing(char opening) {
        return switch (opening) {
            case '[' -> ']';
            case '{' -> '}';
            case '(' -> ')';
            case '<' -> '>';
            default -> opening;
        };
    }

    private TokenKind mark(char first, char second) {
        if (first == '?') {
            end = start + 1;
            return TokenKind.PARAMETER;
        }
        if (first == ':' && (beginsName(second) || isDigit(second))) {
            end = name(start + 2);
            return TokenKind.NAMED_PARAMETER;
        }
        boolean pair = switch (second) {
            case '=' -> "<>!^~:=".indexOf(first) >= 0;
            case '>' -> "<>=".indexOf(first) >= 0;
            case '<', '|', '*', '.' -> first == second;
            default -> false;
        };
        end = start + (pair ? 2 : 1);
        return TokenKind.SYMBOL;
    }

    private char at(int index) {
        return index < sql.length() ? sql.charAt(index) : NO_CHAR;
    }

    private static boolean isSpace(char c) {
        return c <= ' ' || c == '\u00a0' || c == '\ufeff' || c >= 0x80 && Character.isWhitespace(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** All letters outside ASCII are taken as they come: Chinese names are common. */
    private static boolean beginsName(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || "_$#@".indexOf(c) >= 0 || c >= 0x80 && !isSpace(c);
    }

    private static boolean continuesName(char c) {
        return c != '@' && beginsName(c) || isDigit(c);
    }
}
