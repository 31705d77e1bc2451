package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.sql.SqlScanner;
import io.opendcp.protocol.sql.TokenKind;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A SELECT over the views.
 *
 * @param views those that it names
 */
record Query(String sql, Set<String> views, List<Descriptor> columns, int parameterCount, Views database)
        implements ManagementSql {

    static Query compile(String sql, ManagementSession session) {
        Office office = session.office();
        try (PreparedStatement compiled = office.views().compile(Dialect.h2(sql, session.speaker()))) {
            return new Query(
                    sql,
                    mentioned(sql),
                    ViewValues.describe(compiled.getMetaData()),
                    compiled.getParameterMetaData().getParameterCount(),
                    office.views());
        } catch (SQLException e) {
            throw ViewValues.translated(e);
        }
    }

    /** The views that a text names. */
    static Set<String> mentioned(String sql) {
        Set<String> views = new TreeSet<>();
        SqlScanner scanner = new SqlScanner(sql);
        while (scanner.nextSignificant()) {
            boolean name = scanner.kind() == TokenKind.WORD || scanner.kind() == TokenKind.QUOTED_WORD;
            if (name && ViewRows.has(scanner.name())) {
                views.add(scanner.name());
            }
        }
        return views;
    }

    @Override
    public StatementType type() {
        return StatementType.SELECT;
    }

    @Override
    public List<Descriptor> parameters() {
        return ManagementSql.parameters(parameterCount);
    }

    @Override
    public void run(ManagementSession session, Execution execution, Completion completion) {
        Office office = session.office();
        if (execution.rows().size() != 1) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "batch");
        }
        String h2 = Dialect.h2(sql, session.speaker());
        Map<String, List<@Nullable Object[]>> shown = ViewRows.of(views, session);
        office.aside(
                () -> rows(h2, shown, execution, office.limits()),
                rows -> completion.done(Outcome.rows(StatementType.SELECT, rows, TransactionStatus.NONE)),
                completion::failed);
    }

    private RowSet rows(
            String h2, Map<String, List<@Nullable Object[]>> shown, Execution execution, QueryLimits limits) {
        try {
            return database.run(h2, shown, query -> {
                bind(query, execution.rows().get(0), execution, limits);
                query.setMaxRows((int) Math.min(execution.maxRows(), limits.rows() + 1L));
                try (ResultSet result = query.executeQuery()) {
                    return new RowSet(columns, read(result, limits));
                }
            });
        } catch (SQLException e) {
            throw ViewValues.translated(e);
        }
    }

    /** Sets values, and how long it may take. */
    static void bind(PreparedStatement statement, @Nullable Object[] values, Execution execution, QueryLimits limits)
            throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        long seconds = limits.time().toSeconds();
        statement.setQueryTimeout(
                (int) (execution.timeoutSeconds() > 0 ? Math.min(execution.timeoutSeconds(), seconds) : seconds));
    }

    private List<@Nullable Object[]> read(ResultSet result, QueryLimits limits) throws SQLException {
        List<@Nullable Object[]> rows = new ArrayList<>();
        while (result.next()) {
            if (rows.size() == limits.rows()) {
                throw DmException.of(ErrorCode.LIMIT, "ROWS", limits.rows());
            }
            @Nullable Object[] row = new @Nullable Object[columns.size()];
            for (int i = 0; i < row.length; i++) {
                row[i] = ViewValues.value(result, i + 1, columns.get(i).spec().type());
            }
            rows.add(row);
        }
        return rows;
    }
}
