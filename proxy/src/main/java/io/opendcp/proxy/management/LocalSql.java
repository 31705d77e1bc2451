package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** CREATE TABLE and DROP TABLE, by DBAs only. */
final class LocalSql {
    private static final LocalLimits LIMITS = LocalLimits.USUAL;

    private LocalSql() {}

    /** Whether it is a statement about a local table; null if not. */
    static @Nullable ManagementSql compile(String sql, Shape shape) {
        if (shape.text().startsWith("CREATE TABLE ")) {
            LocalTable table = LocalTableText.read(sql);
            boolean unless = shape.text().startsWith("CREATE TABLE IF ");
            return command(
                    StatementType.CREATE_TABLE, "CREATE TABLE " + table.sql(), office -> create(table, unless, office));
        }
        if (shape.text().startsWith("DROP TABLE ")) {
            Pieces pieces = new Pieces(Piece.of(sql));
            pieces.expect("DROP", "TABLE");
            boolean maybe = pieces.skip("IF");
            if (maybe) {
                pieces.expect("EXISTS");
            }
            String name = LocalTableText.localName(pieces);
            if (!pieces.skip("CASCADE")) {
                pieces.skip("RESTRICT");
            }
            if (pieces.more()) {
                throw ManagementSql.unknown(shape);
            }
            return command(StatementType.DROP_TABLE, "DROP TABLE " + name, office -> drop(name, maybe, office));
        }
        return null;
    }

    private interface Change {
        void make(Office office) throws SQLException;
    }

    private static ManagementSql command(StatementType type, String said, Change change) {
        return new Command(type, 0, values -> said, (session, values, completion) -> {
            if (!session.dba()) {
                throw DmException.of(ErrorCode.NO_CREATE_RIGHT);
            }
            run(session.office(), type, change, completion);
        });
    }

    private static void run(Office office, StatementType type, Change change, Completion completion) {
        office.aside(
                () -> {
                    try {
                        change.make(office);
                    } catch (SQLException e) {
                        throw ViewValues.translated(e);
                    }
                    return true;
                },
                changed -> completion.done(Outcome.done(type, TransactionStatus.NONE)),
                completion::failed);
    }

    private static void create(LocalTable table, boolean unless, Office office) throws SQLException {
        Views views = office.views();
        boolean there = views.relations().stream().anyMatch(each -> each.name().equals(table.name()));
        if (there && unless) {
            return;
        }
        if (there) {
            throw DmException.of(ErrorCode.OBJECT_EXISTS, table.name());
        }
        if (views.locals().size() >= LIMITS.tables()) {
            throw DmException.of(ErrorCode.LIMIT, "CREATE TABLE", LIMITS.tables());
        }
        views.define(table);
        try {
            office.catalogue().tables().create(table.kept());
        } catch (RuntimeException notKept) {
            views.drop(table);
            throw notKept;
        }
    }

    private static void drop(String name, boolean maybe, Office office) throws SQLException {
        LocalTable table = office.views().local(name).orElse(null);
        if (table == null && maybe) {
            return;
        }
        if (table == null) {
            throw DmException.of(ErrorCode.INVALID_TABLE, name);
        }
        office.catalogue().tables().drop(name);
        office.views().drop(table);
    }
}
