package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.Slot;
import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.StatementKind;
import io.opendcp.protocol.sql.TokenKind;
import io.opendcp.proxy.session.TextFacts;
import io.opendcp.proxy.session.TextFacts.Kind;
import java.util.Collection;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells what a text does to its session. Wherever a text might change session state that cannot be carried to another
 * connection, it is taken to do so: a connection kept for nothing is better than a setting that reaches another client.
 * Not seen is what programs stored in the database do; their calls count as ordinary unless they are the system's.
 * Confined to one thread.
 */
public final class Facts {
    /** Most temporary tables that are known by name. */
    private static final int MOST_TEMPORARY = 100_000;

    private static final Pattern ONE_ARGUMENT =
            Pattern.compile("(?:\\{ )?(?:CALL |EXEC |EXECUTE )?(?:SYS\\.)?(SP_\\w{1,100}) \\( \\? \\)(?: })?");

    private final Set<String> temporary = new HashSet<>();

    /** These tables keep their rows for their session: whoever mentions one gets a connection of its own. */
    public void learnTemporary(Collection<String> names) {
        for (String name : names) {
            if (temporary.size() < MOST_TEMPORARY) {
                temporary.add(name);
            }
        }
    }

    public TextFacts of(String sql) {
        SqlText text = SqlText.of(sql);
        if (!text.whole()) {
            return new TextFacts(Kind.SESSION_CHANGE, 0, false);
        }
        Names names = new Names(sql, text);
        if (names.management()) {
            return new TextFacts(Kind.MANAGEMENT, 0, false);
        }
        if (text.kind() == StatementKind.DDL && !text.twoStatements()) {
            return plain(names.createsTemporary() ? Kind.SESSION_CHANGE : Kind.ORDINARY);
        }
        if (names.otherSession() != Kind.ORDINARY) {
            return new TextFacts(names.otherSession(), argument(text), false);
        }
        return switch (text.kind()) {
            case SELECT -> new TextFacts(state(names), 0, state(names) == Kind.ORDINARY && names.pure());
            case SET_SCHEMA, SET_TIME_ZONE -> plain(names.several() ? Kind.SESSION_CHANGE : Kind.SETTING);
            case SET -> plain(names.isolation() && !names.several() ? Kind.SETTING : Kind.SESSION_CHANGE);
            // Told by no reply that says for how long: for one transaction, or from now on.
            case SET_TRANSACTION, ALTER_SESSION -> plain(Kind.SESSION_CHANGE);
            case CALL -> call(text, names);
            default -> plain(state(names));
        };
    }

    private static TextFacts plain(Kind kind) {
        return kind == Kind.ORDINARY ? TextFacts.ORDINARY : new TextFacts(kind, 0, false);
    }

    private Kind state(Names names) {
        return names.changesSession() || names.mentions(temporary) ? Kind.SESSION_CHANGE : Kind.ORDINARY;
    }

    private TextFacts call(SqlText text, Names names) {
        long argument = argument(text);
        boolean known = called(text).equals("SP_SET_SESSION_READONLY") && argument >= 0 && argument <= 1;
        return known ? new TextFacts(Kind.READ_ONLY, argument, false) : plain(state(names));
    }

    /** The procedure that is all there is in the text, called with one literal or parameter; else empty. */
    private static String called(SqlText text) {
        Shape shape = text.shape();
        if (shape == null || text.kind() != StatementKind.CALL) {
            return "";
        }
        Matcher call = ONE_ARGUMENT.matcher(shape.text());
        return call.matches() ? Objects.requireNonNull(call.group(1)) : "";
    }

    /** The literal that a procedure is called with; -1, which is no session's id, if there is none. */
    private static long argument(SqlText text) {
        Shape shape = text.shape();
        return !called(text).isEmpty()
                        && shape != null
                        && shape.slots().get(0) instanceof Slot.Literal literal
                        && literal.value() instanceof Long value
                ? value
                : -1;
    }

    /** The names in a DDL text that may be those of tables, such as {@code S.T}, and whether it makes a temporary one. */
    void onDdl(String sql, TableName.Taker taker) {
        SqlScanner scanner = new SqlScanner(sql);
        TableName.scan(scanner, taker);
        SqlText text = SqlText.of(sql);
        if (text.kind() == StatementKind.DDL && new Names(sql, text).createsTemporary()) {
            TableName.scan(new SqlScanner(sql), (schema, table) -> {
                if (!Words.KEYWORDS.contains(table)) {
                    learnTemporary(Set.of(table));
                }
            });
        }
    }

    static boolean isName(SqlScanner scanner) {
        return scanner.kind() == TokenKind.WORD || scanner.kind() == TokenKind.QUOTED_WORD;
    }
}
