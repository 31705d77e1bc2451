package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.dialect.Token;
import io.opendcp.simulator.view.Constraints;
import java.util.ArrayList;
import java.util.List;
import org.h2.value.Value;
import org.h2.value.ValueVarchar;
import org.jspecify.annotations.Nullable;

/** Calls of system procedures: {@code CALL P(..)}, {@code P(..)}, {@code P}, {@code EXEC P(..)}. */
final class Procedures {
    /** A long definition comes in rows of so many characters. */
    private static final int DEFINITION_ROW = 500;

    private Procedures() {}

    static Compiled compile(EpSession session, String sql, Text text) {
        text.accept("{");
        boolean explicit = text.accept("CALL") || text.accept("EXEC") || text.accept("EXECUTE");
        if (!text.peek().isName()) {
            throw text.syntax();
        }
        boolean bare = !text.peek(1).isSymbol("(") && text.peek(1).kind() != Token.Kind.END;
        if (bare && !explicit && !text.peek(1).isSymbol(".")) {
            text.next();
            throw text.syntax();
        }
        ObjectName written = text.objectName();
        List<Token> arguments = arguments(text);
        text.accept("}");
        if (!text.atEnd()) {
            throw text.syntax();
        }
        int parameters = (int) arguments.stream()
                .filter(token -> token.kind() == Token.Kind.PARAMETER)
                .count();
        Control.Work work = (by, values) -> call(by, written.name(), filled(arguments, values));
        return new Control(sql, StatementType.CALL, Compiled.Part.NONE, parameters, work);
    }

    private static List<Token> arguments(Text text) {
        List<Token> arguments = new ArrayList<>();
        if (!text.accept("(") || text.accept(")")) {
            return arguments;
        }
        do {
            boolean minus = text.accept("-");
            Token token = text.next();
            arguments.add(minus ? new Token(token.kind(), "-" + token.text(), token.start()) : token);
        } while (text.accept(","));
        text.expect(")");
        return arguments;
    }

    private static List<Value> filled(List<Token> arguments, List<Value> values) {
        List<Value> filled = new ArrayList<>();
        int next = 0;
        for (Token argument : arguments) {
            switch (argument.kind()) {
                case PARAMETER -> filled.add(values.get(next++));
                case STRING -> filled.add(ValueVarchar.get(argument.string()));
                default -> filled.add(ValueVarchar.get(argument.text()));
            }
        }
        return filled;
    }

    private static Effect call(EpSession session, String name, List<Value> arguments) {
        switch (name) {
            case "SP_CANCEL_SESSION_OPERATION" -> cancel(session, number(arguments, 0));
            case "SP_CLOSE_SESSION" -> close(session, number(arguments, 0));
            case "SP_SET_SESSION_READONLY" -> session.settings().readOnly(number(arguments, 0) != 0);
            case "SP_SET_SESSION_MPP_SELECT_LOCAL" -> session.settings().selectLocal(number(arguments, 0) != 0);
            case "SP_SET_SESSION_LOCAL_TYPE" -> session.settings().localDdl(number(arguments, 0) != 0);
            case "SP_SET_OGUID" -> group(session, number(arguments, 0));
            case "SP_UNLOCK_USER" -> {
                session.compiler().rights().requireDba();
                session.cluster().dictionary().users().locked(text(arguments, 0), false);
            }
            case "RELEASE_SAVEPOINT" -> {
                if (!session.transaction().release(text(arguments, 0))) {
                    throw DmException.of(ErrorCode.INVALID_SAVEPOINT, text(arguments, 0));
                }
            }
            case "CHECKPOINT" -> number(arguments, 0);
            case "SP_GET_EP_COUNT" -> {
                return counts(session, text(arguments, 0), text(arguments, 1));
            }
            case "SP_TABLEDEF" -> {
                return definition(session, text(arguments, 0), text(arguments, 1));
            }
            default -> throw DmException.of(ErrorCode.UNKNOWN_FUNCTION, name);
        }
        return Effect.NOTHING;
    }

    private static void group(EpSession session, long oguid) {
        session.compiler().rights().requireDba();
        if (oguid < 0 || oguid > Integer.MAX_VALUE) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, oguid);
        }
        session.cluster().roles().group(session.ep(), (int) oguid);
    }

    private static long number(List<Value> arguments, int index) {
        if (index >= arguments.size()) {
            throw DmException.of(ErrorCode.ARGUMENT_COUNT);
        }
        try {
            return Long.parseLong(String.valueOf(arguments.get(index).getString()));
        } catch (NumberFormatException e) {
            throw DmException.of(ErrorCode.ARGUMENT_TYPE);
        }
    }

    private static String text(List<Value> arguments, int index) {
        if (index >= arguments.size()) {
            throw DmException.of(ErrorCode.ARGUMENT_COUNT);
        }
        return String.valueOf(arguments.get(index).getString());
    }

    /** Cancelling needs to be DBA or the same user; a session that runs nothing is left as it is. */
    private static void cancel(EpSession session, long id) {
        EpSession victim = victim(session, id);
        victim.interrupt(DmException.of(ErrorCode.CANCELLED));
    }

    private static void close(EpSession session, long id) {
        EpSession victim = victim(session, id);
        if (victim == session) {
            throw DmException.of(ErrorCode.INVALID_ARGUMENT, id);
        }
        victim.kill();
    }

    private static EpSession victim(EpSession session, long id) {
        EpSession victim = session.cluster().sessions().stream()
                .filter(other -> other.sessionId() == id)
                .findFirst()
                .orElseThrow(() -> DmException.of(ErrorCode.INVALID_ARGUMENT, id));
        if (!victim.user().equals(session.user())) {
            session.compiler().rights().requireDba();
        }
        return victim;
    }

    private static Effect counts(EpSession session, String schema, String name) {
        TableDef table = readable(session, new ObjectName(schema, name));
        List<Descriptor> columns = List.of(
                Descriptor.column("EP_SEQNO", new TypeSpec(DmType.INTEGER, 4, 0)),
                Descriptor.column("ROW_COUNT", new TypeSpec(DmType.BIGINT, 8, 0)));
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Site site : session.sites().eps(session.reach().visibleEps(false))) {
            Value count = site.h2()
                    .query("SELECT COUNT(*) FROM " + table.name().sql())
                    .rows()
                    .get(0)
                    .get(0);
            rows.add(new @Nullable Object[] {site.epno(), count.getLong()});
        }
        return Effect.rows(new RowSet(columns, rows));
    }

    private static Effect definition(EpSession session, String schema, String name) {
        TableDef table = readable(session, new ObjectName(schema, name));
        String text = Ddl.tableText(table, Constraints.primaryKey(session.viewer(), table))
                .replace("\n", "  ");
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (int at = 0; at < text.length(); at += DEFINITION_ROW) {
            rows.add(new @Nullable Object[] {text.substring(at, Math.min(text.length(), at + DEFINITION_ROW))});
        }
        Descriptor column = Descriptor.column("COLUMN_VALUE", new TypeSpec(DmType.VARCHAR, DEFINITION_ROW, 0));
        return Effect.rows(new RowSet(List.of(column), rows));
    }

    private static TableDef readable(EpSession session, ObjectName name) {
        TableDef table = Tables.require(session, name);
        session.compiler().rights().require(name, "SELECT", ErrorCode.NO_SELECT_RIGHT);
        return table;
    }
}
