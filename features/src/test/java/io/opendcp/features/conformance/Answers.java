package io.opendcp.features.conformance;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs a step and writes down what came, in the list's own words. */
final class Answers {
    private static final Set<String> COUNTING = Set.of("INSERT", "UPDATE", "DELETE", "MERGE");

    private Answers() {}

    static List<String> of(Connection connection, Step step) {
        try {
            return step.ask() == Step.Ask.COLUMNS ? columns(connection, step) : result(connection, step);
        } catch (SQLException e) {
            return List.of("error " + e.getErrorCode());
        }
    }

    private static List<String> columns(Connection connection, Step step) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(step.sql())) {
            ResultSetMetaData columns = statement.getMetaData();
            List<String> lines = new ArrayList<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String nullable = columns.isNullable(i) == ResultSetMetaData.columnNoNulls ? "not null" : "null";
                lines.add("%s | %s(%d,%d) | %s | %s.%s"
                        .formatted(
                                columns.getColumnLabel(i),
                                columns.getColumnTypeName(i),
                                columns.getPrecision(i),
                                columns.getScale(i),
                                nullable + (columns.isAutoIncrement(i) ? " identity" : ""),
                                columns.getSchemaName(i),
                                columns.getTableName(i)));
            }
            return lines;
        }
    }

    private static List<String> result(Connection connection, Step step) throws SQLException {
        if (step.binds().isEmpty()) {
            try (Statement statement = connection.createStatement()) {
                return lines(statement, statement.execute(step.sql()), step);
            }
        }
        try (PreparedStatement statement = connection.prepareStatement(step.sql())) {
            for (int i = 0; i < step.binds().size(); i++) {
                Binds.set(statement, i + 1, step.binds().get(i));
            }
            return lines(statement, statement.execute(), step);
        }
    }

    private static List<String> lines(Statement statement, boolean hasRows, Step step) throws SQLException {
        if (hasRows) {
            try (ResultSet rows = statement.getResultSet()) {
                return rows(rows);
            }
        }
        String verb = step.sql().split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        return List.of(COUNTING.contains(verb) ? statement.getUpdateCount() + " changed" : "done");
    }

    private static List<String> rows(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<String> lines = new ArrayList<>();
        List<String> cells = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            cells.add(columns.getColumnLabel(i) + " " + columns.getColumnTypeName(i));
        }
        lines.add(String.join(" | ", cells));
        while (rows.next()) {
            cells.clear();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                String value = rows.getString(i);
                cells.add(value == null ? "NULL" : value);
            }
            lines.add(String.join(" | ", cells));
        }
        return lines;
    }
}
