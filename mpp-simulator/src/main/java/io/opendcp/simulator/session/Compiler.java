package io.opendcp.simulator.session;

import io.opendcp.simulator.dialect.Rewriter;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Text;

/** Tells what kind of statement a text is, and compiles it. */
final class Compiler {
    private final EpSession session;
    private final Rights rights;
    private final Descriptors descriptors;
    private final Router router;
    private final ErrorPlaces places = new ErrorPlaces(this);

    Compiler(EpSession session) {
        this.session = session;
        this.rights = new Rights(session);
        this.descriptors = new Descriptors(session.cluster().dictionary());
        this.router = new Router(session.cluster());
    }

    Rights rights() {
        return rights;
    }

    Descriptors descriptors() {
        return descriptors;
    }

    ErrorPlaces places() {
        return places;
    }

    Router router() {
        return router;
    }

    /** @throws io.opendcp.protocol.error.DmException if it does not compile */
    Compiled compile(String sql) {
        Text text = Text.of(sql);
        if (text.atEnd()) {
            throw text.syntax();
        }
        String first = text.peek().isName() ? text.peek().name() : text.peek().text();
        return switch (first) {
            case "SELECT", "WITH", "(", "VALUES" -> new QueryStatement(session, sql, rewritten(sql));
            case "INSERT" -> new InsertStatement(session, sql);
            case "UPDATE", "DELETE" -> new ChangeStatement(session, sql, rewritten(sql));
            case "MERGE", "REPLACE" -> new MergeStatement(session, sql);
            case "CREATE", "ALTER", "DROP", "TRUNCATE", "COMMENT", "GRANT", "REVOKE", "RENAME" ->
                Definitions.compile(session, sql, text);
            case "EXPLAIN" -> new ExplainStatement(session, sql, text);
            default -> Controls.compile(session, sql, text);
        };
    }

    Sql rewritten(String sql) {
        return Rewriter.rewrite(sql, session.rowIds());
    }
}
