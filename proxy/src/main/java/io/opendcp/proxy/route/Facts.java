package io.opendcp.proxy.route;

import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.Slot;
import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.protocol.sql.StatementKind;
import io.opendcp.protocol.sql.TokenKind;
import io.opendcp.proxy.session.TextFacts;
import io.opendcp.proxy.session.TextFacts.Kind;
import io.opendcp.proxy.session.TextFacts.Traces;
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
    private static final Pattern ONE_ARGUMENT =
            Pattern.compile("(?:\\{ )?(?:CALL |EXEC |EXECUTE )?(?:SYS\\.)?(SP_\\w{1,100}) \\( \\? \\)(?: })?");

    private final TemporaryTables temporary = new TemporaryTables();

    /** This table keeps its rows for their session, beyond the transaction: whoever names it gets a connection of its own. */
    public void learnTemporary(String schema, String table) {
        temporary.learn(schema, table);
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
            return definition(sql, names);
        }
        if (names.otherSession() != Kind.ORDINARY) {
            return new TextFacts(names.otherSession(), argument(text), false);
        }
        return switch (text.kind()) {
            case SELECT ->
                facts(state(names), 0, state(names) == Kind.ORDINARY && names.pure(), names, text.forUpdate());
            case SET_SCHEMA, SET_TIME_ZONE -> plain(names.several() ? Kind.SESSION_CHANGE : Kind.SETTING);
            case SET -> plain(names.isolation() && !names.several() ? Kind.SETTING : Kind.SESSION_CHANGE);
            // Told by no reply that says for how long: for one transaction, or from now on.
            case SET_TRANSACTION, ALTER_SESSION -> plain(Kind.SESSION_CHANGE);
            case CALL -> call(text, names);
            default -> facts(state(names), 0, false, names, false);
        };
    }

    /** A global temporary table is made for all; its rows come later, and from then on they are a session's. */
    private TextFacts definition(String sql, Names names) {
        if (names.createsTemporary()) {
            return plain(names.createsGlobal() ? Kind.ORDINARY : Kind.SESSION_CHANGE);
        }
        Definition definition = temporary.names().isEmpty() ? null : Definition.of(sql);
        String schema = definition == null || !definition.empties() ? null : temporary.schema(definition.name());
        if (definition == null || schema == null) {
            return TextFacts.ORDINARY;
        }
        String current = definition.schema() == null ? schema : null;
        boolean itself = current != null || schema.equals(definition.schema());
        return itself
                ? new TextFacts(Kind.ORDINARY, 0, false, new Traces(Set.of(), definition.name(), current, false))
                : TextFacts.ORDINARY;
    }

    private TextFacts facts(Kind kind, long argument, boolean repeatable, Names names, boolean locks) {
        Set<String> tables = names.mentioned(temporary.names());
        Traces traces = tables.isEmpty() && !locks ? Traces.NONE : new Traces(tables, null, null, locks);
        return traces.equals(Traces.NONE) && !repeatable
                ? plain(kind)
                : new TextFacts(kind, argument, repeatable, traces);
    }

    private static TextFacts plain(Kind kind) {
        return kind == Kind.ORDINARY ? TextFacts.ORDINARY : new TextFacts(kind, 0, false);
    }

    private Kind state(Names names) {
        return names.changesSession() ? Kind.SESSION_CHANGE : Kind.ORDINARY;
    }

    private TextFacts call(SqlText text, Names names) {
        long argument = argument(text);
        boolean known = called(text).equals("SP_SET_SESSION_READONLY") && argument >= 0 && argument <= 1;
        return known ? new TextFacts(Kind.READ_ONLY, argument, false) : facts(state(names), 0, false, names, false);
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

    /**
     * The names in a DDL text that may be those of tables, such as {@code S.T}; whether it makes a temporary one is put down.
     *
     * @param schema the session's
     */
    void onDdl(String sql, String schema, TableName.Taker taker) {
        TableName.scan(new SqlScanner(sql), taker);
        SqlText text = SqlText.of(sql);
        Definition definition = text.kind() == StatementKind.DDL ? Definition.of(sql) : null;
        if (definition == null) {
            return;
        }
        Names names = new Names(sql, text);
        String in = definition.schema() == null ? schema : definition.schema();
        if (definition.drops()) {
            temporary.forget(in, definition.name());
        } else if (names.createsTemporary() && (names.preserves() || !names.createsGlobal())) {
            temporary.learn(in, definition.name());
        } else if (definition.standsForOthers()
                && !names.mentioned(temporary.names()).isEmpty()) {
            temporary.learnUser(definition.name());
        }
    }

    static boolean isName(SqlScanner scanner) {
        return scanner.kind() == TokenKind.WORD || scanner.kind() == TokenKind.QUOTED_WORD;
    }
}
