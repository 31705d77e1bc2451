package io.opendcp.simulator.dialect;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.List;

/** A statement as tokens, with a cursor over them: what all our small parsers walk along. */
public final class Text {
    private static final Token NOTHING = new Token(Token.Kind.END, "", 0);

    private final String sql;
    private final List<Token> tokens;
    private int at;

    private Text(String sql, List<Token> tokens) {
        this.sql = sql;
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
        return new Text(sql, tokens.subList(0, last));
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

    /** Whether the word occurs anywhere. */
    public boolean has(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    public DmException syntax() {
        return DmException.of(ErrorCode.SYNTAX);
    }
}
