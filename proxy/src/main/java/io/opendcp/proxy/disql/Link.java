package io.opendcp.proxy.disql;

import dm.jdbc.driver.DmdbConnection;
import dm.jdbc.driver.DmdbStatement;
import io.opendcp.proxy.disql.table.Column;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection as the console uses it: one statement at a time, whose results stay open until the next. Confined to the
 * console's thread but for {@link #cancel}. Any JDBC driver will do; what JDBC does not tell (execute id, plan, printed
 * text, server's state) is asked of the official one.
 */
final class Link {
    private final Connection connection;

    private volatile @Nullable Statement current;

    Link(Connection connection) {
        this.connection = connection;
    }

    /**
     * Runs a statement.
     *
     * @param parameters for its {@code ?}, null for NULL; empty if it has none
     * @param limits how much of its result is wanted
     */
    Reply execute(String sql, List<@Nullable String> parameters, Limits limits) throws SQLException {
        closeCurrent();
        boolean rows;
        if (parameters.isEmpty()) {
            Statement statement = open(connection.createStatement(), limits);
            rows = statement.execute(sql);
        } else {
            PreparedStatement statement = connection.prepareStatement(sql);
            open(statement, limits);
            for (int i = 0; i < parameters.size(); i++) {
                String value = parameters.get(i);
                if (value == null) {
                    statement.setNull(i + 1, Types.VARCHAR);
                } else {
                    statement.setString(i + 1, value);
                }
            }
            rows = statement.execute();
        }
        return reply(rows, limits);
    }

    /** How much of a result is wanted: rows (0 for all), and characters or bytes of a LOB. */
    record Limits(int rows, int lob) {}

    private Statement open(Statement statement, Limits limits) throws SQLException {
        current = statement;
        statement.setMaxRows(limits.rows());
        return statement;
    }

    private Reply reply(boolean rows, Limits limits) throws SQLException {
        Statement statement = Objects.requireNonNull(current);
        ResultSet result = rows ? statement.getResultSet() : null;
        JdbcRows read = result == null ? null : new JdbcRows(result, limits.lob());
        long affected = rows ? 0 : Math.max(0, statement.getLargeUpdateCount());
        if (statement instanceof DmdbStatement dm) {
            return new Reply(
                    read,
                    affected,
                    Objects.requireNonNullElse(dm.getPrintMsg(), ""),
                    Objects.requireNonNullElse(dm.getExplain(), ""),
                    executeId(dm));
        }
        return new Reply(read, affected, "", "", 0);
    }

    @SuppressWarnings("deprecation") // there is no other way to it
    private static long executeId(DmdbStatement statement) throws SQLException {
        return Math.max(0, statement.getExecuteId());
    }

    /** The next result of the last statement; null if there is none. */
    @Nullable
    Reply more(Limits limits) throws SQLException {
        Statement statement = current;
        return statement != null && statement.getMoreResults() ? reply(true, limits) : null;
    }

    /** Ends the last statement, and with it what is unread of its results. */
    void closeCurrent() {
        Statement statement = current;
        current = null;
        if (statement != null) {
            try {
                statement.close();
            } catch (SQLException e) {
                // its connection is gone, and the next statement says so
            }
        }
    }

    /** Asks the server to stop what runs. From any thread; does nothing if nothing runs. */
    void cancel() throws SQLException {
        Statement statement = current;
        if (statement != null) {
            statement.cancel();
        }
    }

    /** The columns of a table or view. Nothing is run. */
    List<Column> describe(String name) throws SQLException {
        closeCurrent();
        try (PreparedStatement statement = connection.prepareStatement("SELECT * FROM " + name)) {
            ResultSetMetaData data = statement.getMetaData();
            return data == null ? List.of() : columns(data);
        }
    }

    static List<Column> columns(ResultSetMetaData data) throws SQLException {
        List<Column> columns = new ArrayList<>();
        for (int i = 1; i <= data.getColumnCount(); i++) {
            columns.add(new Column(
                    data.getColumnLabel(i),
                    data.getColumnType(i),
                    data.getColumnTypeName(i),
                    data.getPrecision(i),
                    data.getScale(i),
                    data.getColumnDisplaySize(i),
                    data.isNullable(i) != ResultSetMetaData.columnNoNulls));
        }
        return columns;
    }

    void autoCommit(boolean on) throws SQLException {
        connection.setAutoCommit(on);
    }

    /** Does nothing where each statement is committed on its own. */
    void commit() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.commit();
        }
    }

    void rollback() throws SQLException {
        if (!connection.getAutoCommit()) {
            connection.rollback();
        }
    }

    /** Whether it can be used no more. */
    boolean broken() {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        }
    }

    /** What the server said of itself at login; NORMAL and OPEN if it said nothing. */
    ServerStatus status() {
        return connection instanceof DmdbConnection dm
                ? new ServerStatus(dm.svrMode, dm.svrStat)
                : new ServerStatus(ServerStatus.NORMAL, ServerStatus.OPEN);
    }

    /** Closes without a commit. Idempotent. */
    void close() {
        closeCurrent();
        try {
            connection.close();
        } catch (SQLException e) {
            // it is closed in any case
        }
    }
}
