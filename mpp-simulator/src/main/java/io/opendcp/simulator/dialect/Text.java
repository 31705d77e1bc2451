package io.opendcp.simulator.dialect;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.error.Place;
import java.util.List;
import java.util.regex.Pattern;

/** A statement as tokens, with a cursor over them: what all our small parsers walk along. */
public final class Text {
    private static final Token NOTHING = new Token(Token.Kind.END, "", 0);
    private static final Pattern NOT_BLANK = Pattern.compile("\\S");

    private final String sql;
    private final List<Token> all;
    private final List<Token> tokens;
    private int at;

    private Text(String sql, List<Token> all, List<Token> tokens) {
        this.sql = sql;
        this.all = all;
        this.tokens = tokens;
    }

    /**
     * Reads {@code sql}, without the semicolons at its end.
     *
     * @throws DmException -2007 if a string, name or comment does not end
     */
    public static Text of(String sql) {
        List<Token> tokens = Lexer.tokens(sql);
        int last = tokens.size();
        while (last > 0 && tokens.get(last - 1).isSymbol(";")) {
            last--;
        }
        return new Text(sql, tokens, tokens.subList(0, last));
    }

    public List<Token> tokens() {
        return tokens;
    }

    public int position() {
        return at;
    }

    public void position(int position) {
        at = position;
    }

    public boolean atEnd() {
        return at >= tokens.size();
    }

    public Token peek() {
        return peek(0);
    }

    public Token peek(int ahead) {
        int index = at + ahead;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : NOTHING;
    }

    public Token next() {
        Token token = peek();
        at++;
        return token;
    }

    /** Moves past these words if they come next. */
    public boolean accept(String... words) {
        for (int i = 0; i < words.length; i++) {
            Token token = peek(i);
            if (!token.is(words[i]) && !token.isSymbol(words[i])) {
                return false;
            }
        }
        at += words.length;
        return true;
    }

    /** Moves past these words, which must come next. */
    public void expect(String... words) {
        if (!accept(words)) {
            throw syntax();
        }
    }

    /** Moves past a name. */
    public String name() {
        if (!peek().isName()) {
            throw syntax();
        }
        return next().name();
    }

    /** Moves past {@code name} or {@code schema.name}. */
    public ObjectName objectName() {
        String first = name();
        return accept(".") ? new ObjectName(first, name()) : new ObjectName("", first);
    }

    /** Moves past a whole number, which may be signed. */
    public long number() {
        boolean minus = accept("-");
        if (peek().kind() != Token.Kind.NUMBER) {
            throw syntax();
        }
        try {
            long value = Long.parseLong(next().text());
            return minus ? -value : value;
        } catch (NumberFormatException e) {
            throw syntax();
        }
    }

    /** The position after the parenthesis that closes the one at {@code open}. */
    public int closing(int open) {
        int depth = 0;
        for (int i = open; i < tokens.size(); i++) {
            if (tokens.get(i).isSymbol("(")) {
                depth++;
            } else if (tokens.get(i).isSymbol(")") && --depth == 0) {
                return i + 1;
            }
        }
        throw syntax();
    }

    /** The statement's own text from token {@code from} to before token {@code to}. */
    public String source(int from, int to) {
        if (from >= to) {
            return "";
        }
        return sql.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** The same, and before it blanks in place of all that precedes: errors in it tell their place in the whole. */
    public String sourceInPlace(int from, int to) {
        int start = from < tokens.size() ? tokens.get(from).start() : sql.length();
        return NOT_BLANK.matcher(sql.substring(0, start)).replaceAll(" ") + source(from, to);
    }

    /** From token {@code from} to the end, in place. */
    public String sourceInPlace(int from) {
        return sourceInPlace(from, tokens.size());
    }

    /** Whether the word occurs anywhere. */
    public boolean has(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    /** A syntax error at the cursor. */
    public DmException syntax() {
        return syntaxAt(at);
    }

    /** A syntax error at a token; where the statement is at its end, at its last word or semicolon. */
    DmException syntaxAt(int index) {
        DmException error = DmException.of(ErrorCode.SYNTAX);
        if (all.isEmpty()) {
            return error;
        }
        Token token = all.get(Math.min(Math.max(index, 0), all.size() - 1));
        return error.at(Place.ofWord(sql, token.start(), token.text()));
    }
}
