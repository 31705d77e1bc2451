package io.opendcp.simulator.oracle;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** One plain H2 that knows nothing of EPs: what a statement must come to. */
final class Oracle implements AutoCloseable {
    private final Connection connection;

    Oracle(String name) {
        try {
            connection = DriverManager.getConnection("jdbc:h2:mem:" + name + ";MODE=LEGACY", "", "");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Rows as comparable text. */
    List<String> rows(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters);
                ResultSet result = statement.executeQuery()) {
            int width = result.getMetaData().getColumnCount();
            List<String> rows = new ArrayList<>();
            while (result.next()) {
                List<Object> row = new ArrayList<>();
                for (int i = 1; i <= width; i++) {
                    row.add(result.getObject(i));
                }
                rows.add(Rows.text(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new AssertionError("the oracle refuses " + sql, e);
        }
    }

    /** Rows changed, or nothing if the statement failed. */
    OptionalLong change(String sql, Object... parameters) {
        try (PreparedStatement statement = prepared(sql, parameters)) {
            return OptionalLong.of(statement.executeUpdate());
        } catch (SQLException e) {
            return OptionalLong.empty();
        }
    }

    private PreparedStatement prepared(String sql, Object... parameters) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, parameters[i]);
        }
        return statement;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
