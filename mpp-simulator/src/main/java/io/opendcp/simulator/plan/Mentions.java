package io.opendcp.simulator.plan;

import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.dialect.Token;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Names that a statement's text mentions: what is not among them cannot be a column it needs. */
public final class Mentions {
    private final Map<String, Integer> names = new HashMap<>();
    private boolean everything;

    /** Adds a statement, or the query of a view that it uses. */
    public void add(Text text) {
        List<Token> tokens = text.tokens();
        for (int i = 0; i < tokens.size(); i++) {
            Token token = tokens.get(i);
            if (token.isName()) {
                names.merge(token.name(), 1, Integer::sum);
            }
            everything |= token.is("NATURAL") || (token.isSymbol("*") && isSelectStar(tokens, i));
        }
    }

    private static boolean isSelectStar(List<Token> tokens, int i) {
        if (i == 0) {
            return false;
        }
        Token before = tokens.get(i - 1);
        return before.is("SELECT")
                || before.is("DISTINCT")
                || before.is("ALL")
                || before.isSymbol(",")
                || before.isSymbol(".")
                || (before.kind() == Token.Kind.NUMBER
                        && i > 1
                        && tokens.get(i - 2).is("TOP"));
    }

    public boolean column(String name) {
        return everything || names.containsKey(name);
    }

    /** Whether a statement that changes {@code table} may also read it in a subquery. */
    boolean readsAgain(String table) {
        return names.containsKey("SELECT") && names.getOrDefault(table, 0) > 1;
    }
}
