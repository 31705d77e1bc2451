package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.dialect.Token;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.util.List;

/** COMMIT, ROLLBACK, SAVEPOINT, SET ..., ALTER SESSION, LOCK TABLE, PRINT; everything else is a procedure's name. */
final class Controls {
    private static final List<String> ISOLATIONS =
            List.of("READ UNCOMMITTED", "READ COMMITTED", "REPEATABLE READ", "SERIALIZABLE");

    private Controls() {}

    static Compiled compile(EpSession session, String sql, Text text) {
        if (text.accept("COMMIT")) {
            text.accept("WORK");
            return ended(
                    text,
                    new Control(sql, StatementType.COMMIT, Compiled.Part.COMMIT, 0, (by, values) -> Effect.NOTHING));
        }
        if (text.accept("ROLLBACK")) {
            return rollback(sql, text);
        }
        if (text.accept("SAVEPOINT")) {
            String name = text.name();
            return ended(
                    text, new Control(sql, StatementType.SAVEPOINT, Compiled.Part.OF_TRANSACTION, 0, (by, values) -> {
                        by.transaction().savepoint(name);
                        return Effect.NOTHING;
                    }));
        }
        if (text.accept("SET")) {
            return set(session, sql, text);
        }
        if (text.accept("ALTER", "SESSION", "SET")) {
            return alterSession(sql, text);
        }
        if (text.accept("LOCK", "TABLE")) {
            return lockTable(session, sql, text);
        }
        if (text.peek().is("BEGIN") || text.peek().is("DECLARE")) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, text.peek().text());
        }
        return Procedures.compile(session, sql, text);
    }

    private static Compiled ended(Text text, Compiled statement) {
        if (!text.atEnd()) {
            throw text.syntax();
        }
        return statement;
    }

    private static Compiled rollback(String sql, Text text) {
        text.accept("WORK");
        if (!text.accept("TO")) {
            return ended(text, Control.of(sql, StatementType.ROLLBACK, (by, values) -> {
                by.end().rollback();
                return Effect.NOTHING;
            }));
        }
        text.accept("SAVEPOINT");
        String name = text.name();
        return ended(text, Control.of(sql, StatementType.ROLLBACK, (by, values) -> {
            if (!by.transaction().rollbackToSavepoint(name)) {
                throw DmException.of(ErrorCode.INVALID_SAVEPOINT, name);
            }
            by.cluster().locks().released(by);
            return Effect.NOTHING;
        }));
    }

    private static Compiled set(EpSession session, String sql, Text text) {
        if (text.accept("SCHEMA") || text.accept("CURRENT", "SCHEMA")) {
            return ended(text, schema(sql, text.name()));
        }
        if (text.accept("TRANSACTION")) {
            return transaction(sql, text);
        }
        if (text.accept("IDENTITY_INSERT")) {
            ObjectName name = text.objectName().in(session.schema());
            boolean on = text.accept("ON");
            text.accept("OFF");
            return ended(text, Control.of(sql, StatementType.SET_IDENTITY_INSERT, (by, values) -> {
                TableDef table = Tables.require(by, name);
                by.settings().identityInsert(on ? table.name().sql() : null);
                return Effect.NOTHING;
            }));
        }
        if (text.accept("TIME", "ZONE")) {
            return zone(sql, text);
        }
        throw text.syntax();
    }

    private static Compiled schema(String sql, String name) {
        return Control.of(sql, StatementType.SET_SCHEMA, (by, values) -> {
            by.cluster().dictionary().requireSchema(name);
            if (!by.compiler().rights().owns(name) && !by.compiler().rights().isDba()) {
                throw DmException.of(ErrorCode.FOREIGN_SCHEMA, name);
            }
            by.settings().schema(name);
            by.sites().schemaChanged();
            return Effect.detail(name);
        });
    }

    private static Compiled transaction(String sql, Text text) {
        if (text.accept("READ", "ONLY")) {
            return ended(text, readOnly(sql, true));
        }
        if (text.accept("READ", "WRITE")) {
            return ended(text, readOnly(sql, false));
        }
        text.expect("ISOLATION", "LEVEL");
        StringBuilder level = new StringBuilder(text.name());
        while (text.peek().isName()) {
            level.append(' ').append(text.name());
        }
        int number = ISOLATIONS.indexOf(level.toString());
        if (number < 0) {
            throw text.syntax();
        }
        return ended(text, Control.of(sql, StatementType.SET_TRANSACTION, (by, values) -> {
            by.isolation(number);
            return Effect.NOTHING;
        }));
    }

    private static Compiled readOnly(String sql, boolean on) {
        return Control.of(sql, StatementType.SET_TRANSACTION, (by, values) -> {
            if (by.inTransaction()) {
                throw DmException.of(ErrorCode.TRANSACTION_RUNNING);
            }
            by.settings().readOnlyTransaction(on);
            return Effect.NOTHING;
        });
    }

    private static Compiled zone(String sql, Text text) {
        boolean local = text.accept("LOCAL");
        Token token = local ? text.peek() : text.next();
        if (!local && token.kind() != Token.Kind.STRING) {
            throw text.syntax();
        }
        return ended(text, Control.of(sql, StatementType.SET_TIME_ZONE, (by, values) -> {
            try {
                by.settings().zone(local ? by.cluster().spec().zone() : ZoneOffset.of(token.string()));
            } catch (DateTimeException e) {
                throw DmException.of(ErrorCode.INVALID_ARGUMENT, token.string());
            }
            return Effect.detail(Integer.toString(by.zone().getTotalSeconds() / 60));
        }));
    }

    /** CURRENT_SCHEMA is obeyed; other parameters of a session are taken and mean nothing here. */
    private static Compiled alterSession(String sql, Text text) {
        if (text.accept("CURRENT_SCHEMA", "=")) {
            return ended(text, schema(sql, text.name()));
        }
        text.next();
        text.expect("=");
        text.next();
        text.accept("PURGE");
        return ended(text, Control.of(sql, StatementType.SIMPLE, (by, values) -> Effect.NOTHING));
    }

    /** All rows are locked, which is what keeps others from changing them; new rows are not kept out. */
    private static Compiled lockTable(EpSession session, String sql, Text text) {
        ObjectName name = text.objectName().in(session.schema());
        boolean exclusive = text.has("EXCLUSIVE");
        String select = "SELECT 1 FROM " + name.sql() + (exclusive ? " FOR UPDATE" : "");
        Compiled query = session.compiler().compile(select);
        return new Control(sql, StatementType.LOCK_TABLE, Compiled.Part.OF_TRANSACTION, 0, (by, values) -> {
            query.run(by, values, new Compiled.Limits(Long.MAX_VALUE, KeyRequest.NONE));
            return Effect.NOTHING;
        });
    }
}
