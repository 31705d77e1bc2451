package io.opendcp.simulator.dialect;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Place;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts DM's SQL into tokens, dropping blanks and comments ({@code --}, {@code //}, {@code /* *}{@code /}). Strings may be
 * q-quoted. What never ends (a string, a name, a comment) is a syntax error.
 */
final class Lexer {
    private static final String[] LONG_SYMBOLS = {"<=", ">=", "<>", "!=", "||", "==", ":=", ">>", "<<", "=>"};

    private final String sql;
    private int at;

    private Lexer(String sql) {
        this.sql = sql;
    }

    /** The tokens of {@code sql}, without an END. */
    static List<Token> tokens(String sql) {
        Lexer lexer = new Lexer(sql);
        List<Token> tokens = new ArrayList<>();
        for (Token token = lexer.next(); token.kind() != Token.Kind.END; token = lexer.next()) {
            tokens.add(token);
        }
        return tokens;
    }

    private Token next() {
        skipBlanks();
        int start = at;
        if (at >= sql.length()) {
            return new Token(Token.Kind.END, "", at);
        }
        Token.Kind kind = scan(sql.charAt(at));
        return new Token(kind, sql.substring(start, at), start);
    }

    private Token.Kind scan(char first) {
        if (first == '\'') {
            quoted('\'');
            return Token.Kind.STRING;
        }
        if (first == '"') {
            quoted('"');
            return Token.Kind.QUOTED;
        }
        if ((first == 'q' || first == 'Q') && peek(1) == '\'' && at + 2 < sql.length()) {
            qQuoted();
            return Token.Kind.STRING;
        }
        if (first == '0' && (peek(1) == 'x' || peek(1) == 'X')) {
            at += 2;
            while (Character.digit(peek(0), 16) >= 0) {
                at++;
            }
            return Token.Kind.HEX;
        }
        if (isDigit(first) || (first == '.' && isDigit(peek(1)))) {
            number();
            return Token.Kind.NUMBER;
        }
        if (isNameStart(first)) {
            while (isNamePart(peek(0))) {
                at++;
            }
            return Token.Kind.WORD;
        }
        if (first == '?') {
            at++;
            return Token.Kind.PARAMETER;
        }
        if (first == ':' && isNamePart(peek(1))) {
            at++;
            while (isNamePart(peek(0))) {
                at++;
            }
            return Token.Kind.PARAMETER;
        }
        symbol();
        return Token.Kind.SYMBOL;
    }

    private void symbol() {
        for (String symbol : LONG_SYMBOLS) {
            if (sql.startsWith(symbol, at)) {
                at += symbol.length();
                return;
            }
        }
        at++;
    }

    private void quoted(char quote) {
        int start = at++;
        while (true) {
            int end = sql.indexOf(quote, at);
            if (end < 0) {
                throw endless(start, 1);
            }
            at = end + 1;
            if (peek(0) != quote) {
                return;
            }
            at++;
        }
    }

    private void qQuoted() {
        char open = sql.charAt(at + 2);
        int pair = "[{(<".indexOf(open);
        char close = pair < 0 ? open : "]})>".charAt(pair);
        int end = sql.indexOf(close + "'", at + 3);
        if (end < 0) {
            throw endless(at, 3);
        }
        at = end + 2;
    }

    private void number() {
        while (isDigit(peek(0)) || peek(0) == '.') {
            at++;
        }
        if (peek(0) == 'e' || peek(0) == 'E') {
            int sign = peek(1) == '+' || peek(1) == '-' ? 1 : 0;
            if (isDigit(peek(1 + sign))) {
                at += 1 + sign;
                while (isDigit(peek(0))) {
                    at++;
                }
            }
        }
    }

    private void skipBlanks() {
        while (at < sql.length()) {
            if (Character.isWhitespace(sql.charAt(at)) || sql.charAt(at) == '\u3000') {
                at++;
            } else if (sql.startsWith("--", at) || sql.startsWith("//", at)) {
                int end = sql.indexOf('\n', at);
                at = end < 0 ? sql.length() : end + 1;
            } else if (sql.startsWith("/*", at)) {
                int end = sql.indexOf("*/", at + 2);
                if (end < 0) {
                    throw endless(at, 2);
                }
                at = end + 2;
            } else {
                return;
            }
        }
    }

    /** What begins with these characters never ends. */
    private DmException endless(int start, int characters) {
        String opening = sql.substring(start, Math.min(sql.length(), start + characters));
        return DmException.of(ErrorCode.SYNTAX).at(Place.ofWord(sql, start, opening));
    }

    private char peek(int ahead) {
        return at + ahead < sql.length() ? sql.charAt(at + ahead) : '\0';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_' || c == '@';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '#' || c == '@';
    }
}
