package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * INSERT, UPDATE or DELETE of a local table's rows, by DBAs only. Done, kept and over when it is answered; several bound
 * rows are one change.
 */
record LocalChange(StatementType type, String sql, LocalTable table, Set<String> views, int parameterCount)
        implements ManagementSql {

    /** @throws DmException if it is about no local table */
    static ManagementSql compile(String sql, Shape shape, ManagementSession session) {
        Pieces pieces = new Pieces(Piece.of(sql));
        StatementType type = switch (pieces.next().name()) {
            case "INSERT" -> StatementType.INSERT;
            case "UPDATE" -> StatementType.UPDATE;
            case "DELETE" -> StatementType.DELETE;
            default -> throw ManagementSql.unknown(shape);
        };
        if (type == StatementType.INSERT) {
            pieces.expect("INTO");
        } else if (type == StatementType.DELETE) {
            pieces.expect("FROM");
        }
        LocalTable table = target(pieces, shape, session.office().views());
        try (PreparedStatement compiled = session.office().views().compile(delta(type, table, sql, session))) {
            return new LocalChange(
                    type,
                    sql,
                    table,
                    Query.mentioned(sql),
                    compiled.getParameterMetaData().getParameterCount());
        } catch (SQLException e) {
            throw ViewValues.translated(e);
        }
    }

    private static LocalTable target(Pieces pieces, Shape shape, Views views) {
        String name = pieces.name();
        String schema = LocalTable.SCHEMA;
        if (pieces.skipSymbol(".")) {
            schema = name;
            name = pieces.name();
        }
        if (ViewRows.has(name) && !schema.equals(LocalTable.SCHEMA) || schema.equals("SYS")) {
            throw ManagementSql.unknown(shape); // the DCP's own are changed by procedures
        }
        if (!schema.equals(LocalTable.SCHEMA)) {
            throw DmException.of(ErrorCode.INVALID_SCHEMA, schema);
        }
        String wanted = name;
        return views.local(name)
                .orElseThrow(() -> ViewRows.has(wanted)
                        ? ManagementSql.unknown(shape)
                        : DmException.of(ErrorCode.INVALID_TABLE, wanted));
    }

    /** The change as a query that tells what rows it leaves, or takes away. */
    private static String delta(StatementType type, LocalTable table, String sql, ManagementSession session) {
        String which = type == StatementType.DELETE ? "OLD" : "FINAL";
        return "SELECT " + table.selectList() + " FROM " + which + " TABLE (" + Dialect.h2(sql, session.speaker())
                + ")";
    }

    @Override
    public List<Descriptor> parameters() {
        return ManagementSql.parameters(parameterCount);
    }

    @Override
    public List<Descriptor> columns() {
        return List.of();
    }

    @Override
    public void run(ManagementSession session, Execution execution, Completion completion) {
        String said = type + " " + table.sql();
        try {
            requireDba(session);
        } catch (DmException refused) {
            session.audit(said, refused.code());
            throw refused;
        }
        String delta = delta(type, table, sql, session);
        Office office = session.office();
        Map<String, List<@Nullable Object[]>> shown = ViewRows.of(views, session);
        office.aside(
                () -> change(office, delta, shown, execution),
                counts -> {
                    session.audit(said, 0);
                    completion.done(outcome(counts));
                },
                error -> {
                    session.audit(said, error.code());
                    completion.failed(error);
                });
    }

    private void requireDba(ManagementSession session) {
        if (!session.dba()) {
            throw DmException.of(
                    switch (type) {
                        case INSERT -> ErrorCode.NO_INSERT_RIGHT;
                        case UPDATE -> ErrorCode.NO_UPDATE_RIGHT;
                        default -> ErrorCode.NO_DELETE_RIGHT;
                    },
                    table.sql());
        }
    }

    private List<Long> change(
            Office office, String delta, Map<String, List<@Nullable Object[]>> shown, Execution execution) {
        List<Long> counts = new ArrayList<>();
        Map<Long, @Nullable Object[]> rows = new LinkedHashMap<>();
        try {
            return office.views()
                    .change(
                            delta,
                            shown,
                            statement -> {
                                for (@Nullable Object[] values : execution.rows()) {
                                    Query.bind(statement, values, execution, office.limits());
                                    counts.add(read(statement, rows));
                                }
                                office.views().measure(table, LocalLimits.USUAL);
                                return counts;
                            },
                            () -> keep(office, rows));
        } catch (SQLException e) {
            throw ViewValues.translated(e);
        }
    }

    private void keep(Office office, Map<Long, @Nullable Object[]> rows) {
        boolean gone = type == StatementType.DELETE;
        office.catalogue()
                .tables()
                .change(table.name(), gone ? rows.keySet() : Set.of(), gone ? List.of() : rows.values());
    }

    private long read(PreparedStatement statement, Map<Long, @Nullable Object[]> rows) throws SQLException {
        long count = 0;
        try (ResultSet result = statement.executeQuery()) {
            while (result.next()) {
                @Nullable Object[] row = new @Nullable Object[table.columns().size() + 1];
                for (int i = 0; i < row.length; i++) {
                    row[i] = result.getObject(i + 1);
                }
                rows.put(result.getLong(1), row);
                count++;
            }
        }
        return count;
    }

    private Outcome outcome(List<Long> counts) {
        long all = counts.stream().mapToLong(Long::longValue).sum();
        return new Outcome(
                type,
                all,
                List.of(),
                counts.size() > 1 ? counts : List.of(),
                null,
                List.of(),
                List.of(),
                "",
                "",
                TransactionStatus.NONE);
    }
}
