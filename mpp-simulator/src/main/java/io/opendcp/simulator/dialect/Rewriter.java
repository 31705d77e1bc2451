package io.opendcp.simulator.dialect;

import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Rewrites the words of a statement in which DM and H2 differ. What a session knows (the hour, who it is, which EP it is
 * on) becomes an H2 variable, set before the statement runs. Text between tokens is kept, comments become a blank.
 */
public final class Rewriter {
    /** System views that only functions look into. */
    public static final String TABLE_TEXTS = "##TABLE_TEXTS";

    public static final String PARAMETERS = "##PARAMETERS";

    /** Ids of the objects that the session's user may see. */
    public static final String VISIBLE_OBJECTS = "##VISIBLE_OBJECTS";

    private static final Pattern ZONE = Pattern.compile("\\d\\s*[+-]\\d{1,2}:\\d{2}\\s*$");
    private static final Pattern ROWID_TEXT = Pattern.compile("[A-Za-z0-9+/]{18}");

    private final Text text;
    private final RowIdLayout layout;
    private final StringBuilder out = new StringBuilder();
    /** What is to precede a token. */
    private final Map<Integer, String> before = new HashMap<>();
    /** What is to follow the token before a position. */
    private final Map<Integer, String> after = new HashMap<>();

    private final NavigableMap<Integer, Integer> origins = new TreeMap<>();
    private int origin;
    private int parameters;
    private int lastEnd = -1;
    private String tail = "";

    private Rewriter(Text text, RowIdLayout layout) {
        this.text = text;
        this.layout = layout;
    }

    /**
     * Rewrites a query or a statement that changes rows.
     *
     * @param layout bits of a ROWID that hold the EPNO
     * @throws DmException -2007 if the text cannot be cut into tokens
     */
    public static Sql rewrite(String sql, RowIdLayout layout) {
        Text text = Text.of(sql);
        RowLocks locks = RowLocks.find(text);
        Rewriter rewriter = new Rewriter(text, layout);
        rewriter.copy(locks.end());
        return new Sql(
                text,
                rewriter.out + rewriter.tail,
                rewriter.parameters,
                Labels.of(text, locks.end()),
                locks.lock(),
                rewriter.origins);
    }

    /** Rewrites a part of a statement: a default, a view's query, a condition. */
    public static String rewritePart(Text text, int from, int to, RowIdLayout layout) {
        Rewriter rewriter = new Rewriter(text, layout);
        text.position(from);
        rewriter.copy(to);
        return rewriter.out + rewriter.tail;
    }

    private void copy(int to) {
        BitOperators.find(text, text.position(), to, before, after);
        while (text.position() < to) {
            Token token = text.peek();
            origin = text.position();
            switch (token.kind()) {
                case PARAMETER -> {
                    text.next();
                    String parameter = "?" + ++parameters;
                    emit(token, besideBits() ? "CAST(" + parameter + " AS BIGINT)" : parameter);
                }
                case HEX -> {
                    text.next();
                    emit(token, hex(token));
                }
                case STRING -> {
                    text.next();
                    emit(token, rowid(token));
                }
                case SYMBOL -> {
                    if (token.isSymbol("`")) {
                        // H2 takes MySQL's quotes
                        throw text.syntax();
                    }
                    text.next();
                    emit(token, symbol(token));
                }
                case WORD -> word(token);
                case QUOTED, NUMBER, END -> {
                    text.next();
                    emit(token, token.text());
                }
            }
            out.append(after.getOrDefault(text.position(), ""));
        }
        origins.put(out.length(), to);
    }

    private String symbol(Token token) {
        if (BitOperators.is(token)) {
            return ",";
        }
        return token.text().equals("==") ? "=" : token.text();
    }

    /** Whether the token just passed is a side of an operator on bits, which says of what type it is. */
    private boolean besideBits() {
        return BitOperators.is(text.peek()) || BitOperators.is(text.peek(-2));
    }

    /** A number beside an operator on bits, else bytes. */
    private String hex(Token token) {
        String digits = token.text().substring(2);
        if (besideBits()) {
            return new BigInteger(digits, 16).toString();
        }
        return "X'" + (digits.length() % 2 == 0 ? digits : "0" + digits) + "'";
    }

    private void word(Token token) {
        boolean member = text.peek(-1).isSymbol(".");
        boolean owner = text.peek(1).isSymbol(".");
        if (member || owner) {
            text.next();
            emit(token, token.text());
            return;
        }
        String name = token.name();
        if (name.equals("FROM") && text.peek(-1).is("SELECT")) {
            throw text.syntax();
        }
        if ((name.equals("TOP") && topSkipping(token)) || (name.equals("DUAL") && counting(token))) {
            return;
        }
        if (zoned(token, name)) {
            return;
        }
        if (name.equals("REPLACE") && text.position() == 0) {
            text.next();
            emit(token, "MERGE");
            return;
        }
        String replaced = SessionWords.of(name, text);
        if (replaced != null) {
            emit(token, replaced);
            lastEnd = text.peek(-1).end();
            return;
        }
        text.next();
        if (text.peek().isSymbol("(")) {
            call(token, name);
            return;
        }
        emit(token, name.equals("LEVEL") && text.has("CONNECT") ? "X" : token.text());
    }

    /** {@code TIMESTAMP '2024-02-29 01:02:03 -05:30'}: H2 wants to be told that it has a zone. */
    private boolean zoned(Token token, String name) {
        boolean literal = (name.equals("TIMESTAMP") || name.equals("TIME"))
                && text.peek(1).kind() == Token.Kind.STRING
                && ZONE.matcher(text.peek(1).string()).find();
        if (literal) {
            text.next();
            emit(token, name + " WITH TIME ZONE");
        }
        return literal;
    }

    /** A function whose name or arguments differ. */
    private void call(Token token, String name) {
        int open = text.position();
        switch (name) {
            case "SF_GET_EP_SEQNO", "SF_ROWID_GET_EP_SEQNO" -> {
                emit(token, "SF_EP_OF_ROWID(" + layout.epnoBits() + ",");
                text.next();
                lastEnd = text.peek(-1).end();
            }
            case "SF_CHECK_PRIV_OPT" -> visible(token, open);
            case "INSTR" -> emit(token, commas(open).size() == 3 ? "INSTR_NTH" : token.text());
            case "ISNULL" -> emit(token, commas(open).size() == 1 ? "COALESCE" : "IS_NULL");
            case "TABLEDEF" -> lookup(token, TABLE_TEXTS, "TEXT", "SCHEMA_NAME", "TABLE_NAME");
            case "SF_GET_PARA_VALUE" -> lookup(token, PARAMETERS, "CAST(PARA_VALUE AS INT)", "", "PARA_NAME");
            case "SF_GET_PARA_STRING_VALUE" -> lookup(token, PARAMETERS, "PARA_VALUE", "", "PARA_NAME");
            case "LEN", "LENGTH" -> emit(token, "LENGTHC");
            case "TO_DATE" -> cast(token, open, "TIMESTAMP(0)");
            case "TO_TIMESTAMP", "ADD_DAYS", "ADD_WEEKS", "ADD_MONTHS" -> cast(token, open, "TIMESTAMP(6)");
            case "GREAT" -> emit(token, "GREATEST");
            default -> emit(token, token.text());
        }
    }

    /** A function of two literals or parameters that looks something up: a subquery. A column without a name is not asked. */
    private void lookup(Token token, String view, String result, String... columns) {
        StringBuilder where = new StringBuilder();
        for (int i = 0; i < columns.length; i++) {
            text.next();
            Token argument = text.next();
            if (columns[i].isEmpty()) {
                continue;
            }
            String value = argument.kind() == Token.Kind.PARAMETER ? "?" + ++parameters : argument.text();
            where.append(where.isEmpty() ? " WHERE " : " AND ")
                    .append(columns[i])
                    .append(" = ")
                    .append(value);
        }
        text.expect(")");
        emit(token, "(SELECT " + result + " FROM SYS.\"" + view + '"' + where + ")");
        lastEnd = text.peek(-1).end();
    }

    /** {@code SF_CHECK_PRIV_OPT(user, kind, object, owner, column, object)}: whether this user may see an object. */
    private void visible(Token token, int open) {
        List<Integer> commas = commas(open);
        if (commas.size() != 5) {
            throw DmException.of(ErrorCode.ARGUMENT_COUNT);
        }
        String object = text.source(commas.get(1) + 1, commas.get(2));
        text.position(text.closing(open));
        emit(token, "CASE WHEN " + object + " IN (SELECT ID FROM SYS.\"" + VISIBLE_OBJECTS + "\") THEN 1 ELSE 0 END");
        lastEnd = text.peek(-1).end();
    }

    /** Functions written in Java have nine digits after the second. */
    private void cast(Token token, int open, String type) {
        emit(token, "CAST(" + token.text());
        after.merge(text.closing(open), " AS " + type + ")", (inner, outer) -> inner + outer);
    }

    /** Where the commas between the arguments of a call are. */
    private List<Integer> commas(int open) {
        List<Integer> commas = new ArrayList<>();
        int depth = 0;
        int end = text.closing(open);
        for (int i = open; i < end; i++) {
            Token token = text.tokens().get(i);
            depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
            if (depth == 1 && token.isSymbol(",")) {
                commas.add(i);
            }
        }
        return commas;
    }

    /** {@code TOP m, n}: skip m, take n. */
    private boolean topSkipping(Token token) {
        if (text.peek(1).kind() != Token.Kind.NUMBER
                || !text.peek(2).isSymbol(",")
                || text.peek(3).kind() != Token.Kind.NUMBER) {
            return false;
        }
        text.next();
        String skip = text.next().text();
        text.next();
        String take = text.next().text();
        tail = " OFFSET " + skip + " ROWS FETCH NEXT " + take + " ROWS ONLY";
        emit(token, "");
        lastEnd = text.peek(-1).end();
        return true;
    }

    /** {@code FROM DUAL CONNECT BY LEVEL <= n}, the usual way to make numbers. */
    private boolean counting(Token token) {
        if (!text.peek(1).is("CONNECT") || !text.peek(2).is("BY")) {
            return false;
        }
        boolean strict = text.peek(4).isSymbol("<");
        if (!text.peek(3).is("LEVEL") || (!strict && !text.peek(4).isSymbol("<="))) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "CONNECT BY");
        }
        text.position(text.position() + 5);
        String bound = text.next().text();
        if (bound.equals("?")) {
            bound = "?" + ++parameters;
        }
        emit(token, "SYSTEM_RANGE(1, " + bound + (strict ? " - 1" : "") + ")");
        lastEnd = text.peek(-1).end();
        return true;
    }

    /** A literal that is compared with ROWID stands for its number. */
    private String rowid(Token token) {
        int before = text.position() - 2;
        boolean compared = before >= 1
                && text.tokens().get(before).kind() == Token.Kind.SYMBOL
                && text.tokens().get(before - 1).is("ROWID")
                && ROWID_TEXT.matcher(token.string()).matches();
        if (compared) {
            return Long.toString(layout.pack(RowIdLayout.of(token.string())));
        }
        return token.text().toLowerCase(Locale.ROOT).startsWith("q")
                ? "'" + token.string().replace("'", "''") + "'"
                : token.text();
    }

    private void emit(Token token, String replacement) {
        boolean touching = token.kind() == Token.Kind.WORD
                && origin > 0
                && text.tokens().get(origin - 1).kind() == Token.Kind.NUMBER;
        if (lastEnd >= 0 && (token.start() > lastEnd || touching)) {
            out.append(' ');
        }
        origins.put(out.length(), origin);
        out.append(before.getOrDefault(origin, ""));
        out.append(replacement);
        lastEnd = token.end();
    }
}
