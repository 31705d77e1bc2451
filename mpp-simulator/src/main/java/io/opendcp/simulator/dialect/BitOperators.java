package io.opendcp.simulator.dialect;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code a & b}, {@code a | b}, {@code a ^ b}, {@code a << n}, {@code a >> n}: functions in H2. They are taken to bind
 * tighter than everything else, from left to right.
 */
final class BitOperators {
    private static final Map<String, String> FUNCTIONS =
            Map.of("&", "BITAND", "|", "BITOR", "^", "BITXOR", "<<", "LSHIFT", ">>", "RSHIFT");

    /** Words before a parenthesis that are no function's name. */
    private static final Set<String> NO_FUNCTIONS = Set.of(
            "SELECT",
            "DISTINCT",
            "ALL",
            "WHERE",
            "AND",
            "OR",
            "NOT",
            "ON",
            "CASE",
            "WHEN",
            "THEN",
            "ELSE",
            "BY",
            "HAVING",
            "IN",
            "BETWEEN",
            "LIKE",
            "SET",
            "VALUES",
            "USING");

    private final Text text;
    private final List<Token> tokens;

    private BitOperators(Text text) {
        this.text = text;
        this.tokens = text.tokens();
    }

    static boolean is(Token token) {
        return token.kind() == Token.Kind.SYMBOL && FUNCTIONS.containsKey(token.text());
    }

    /**
     * Finds those between two tokens.
     *
     * @param before gets what is to be put before a token
     * @param after gets what is to be put behind the token before a position
     */
    static void find(Text text, int from, int to, Map<Integer, String> before, Map<Integer, String> after) {
        BitOperators operators = new BitOperators(text);
        for (int i = from; i < to; i++) {
            if (is(text.tokens().get(i))) {
                int start = operators.chainStart(i);
                before.merge(start, FUNCTIONS.get(text.tokens().get(i).text()) + "(", (inner, outer) -> outer + inner);
                after.merge(operators.operandEnd(i + 1), ")", String::concat);
            }
        }
    }

    /** The first token of what is on the left of an operator, operators of the same chain included. */
    private int chainStart(int operator) {
        int start = operandStart(operator - 1);
        return start > 0 && is(tokens.get(start - 1)) ? chainStart(start - 1) : start;
    }

    private int operandStart(int last) {
        if (last < 0) {
            throw text.syntaxAt(0);
        }
        int start = last;
        if (tokens.get(last).isSymbol(")")) {
            start = opening(last);
            boolean function = start > 0
                    && tokens.get(start - 1).isName()
                    && !NO_FUNCTIONS.contains(tokens.get(start - 1).name());
            start -= function ? 1 : 0;
        } else if (!isValue(tokens.get(last))) {
            throw text.syntaxAt(last + 1);
        }
        while (start > 1
                && tokens.get(start - 1).isSymbol(".")
                && tokens.get(start).isName()) {
            start -= 2;
        }
        return start;
    }

    private int opening(int close) {
        int depth = 0;
        for (int i = close; i >= 0; i--) {
            depth += tokens.get(i).isSymbol(")") ? 1 : tokens.get(i).isSymbol("(") ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw text.syntaxAt(close);
    }

    /** The position behind the operand that begins at a token. */
    private int operandEnd(int first) {
        int at = first < tokens.size() && tokens.get(first).isSymbol("-") ? first + 1 : first;
        if (at >= tokens.size()) {
            throw text.syntaxAt(at);
        }
        if (tokens.get(at).isSymbol("(")) {
            return text.closing(at);
        }
        if (!isValue(tokens.get(at))) {
            throw text.syntaxAt(at);
        }
        boolean name = tokens.get(at).isName();
        at++;
        while (name && at + 1 < tokens.size() && tokens.get(at).isSymbol(".")) {
            at += 2;
        }
        return name && at < tokens.size() && tokens.get(at).isSymbol("(") ? text.closing(at) : at;
    }

    private static boolean isValue(Token token) {
        return token.kind() != Token.Kind.SYMBOL;
    }
}
