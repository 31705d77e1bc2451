package io.opendcp.features.world;

import dm.jdbc.driver.DmdbConnection;
import dm.jdbc.plugin.fldr.FldrConfig;
import dm.jdbc.plugin.fldr.FldrStatement;
import io.opendcp.features.world.Outcome.Done;
import io.opendcp.features.world.Outcome.Refused;
import io.opendcp.features.world.Outcome.Rows;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A program with DM's own driver, and one connection. */
public final class Client implements AutoCloseable {
    /** An answer that takes longer is a fault; the driver reports it as an error. */
    private static final int PATIENCE_MILLIS = 20_000;

    private final Connection connection;
    private @Nullable ResultSet open;

    private Client(Connection connection) {
        this.connection = connection;
    }

    /** @param where {@code host:port}, or a service of dm_svc.conf */
    static Client login(String where, Login as, String options) throws SQLException {
        String url = "jdbc:dm://" + where + "?socketTimeout=" + PATIENCE_MILLIS + options;
        return new Client(DriverManager.getConnection(url, as.user(), as.password()));
    }

    /** What is done with the connection. */
    private interface Action {
        Outcome with(Connection connection) throws SQLException;
    }

    private Outcome run(Action action) {
        try {
            return action.with(connection);
        } catch (SQLException e) {
            return Refused.of(e);
        }
    }

    public Outcome execute(String sql) {
        return run(each -> {
            try (Statement statement = each.createStatement()) {
                return statement.execute(sql) ? rows(statement.getResultSet()) : new Done();
            }
        });
    }

    /** Prepares {@code sql} once and executes it with each row of values. */
    public Outcome executePrepared(String sql, List<List<String>> values) {
        return run(each -> {
            Outcome last = new Done();
            try (PreparedStatement statement = each.prepareStatement(sql)) {
                for (List<String> row : values) {
                    bind(statement, row);
                    last = statement.execute() ? rows(statement.getResultSet()) : new Done();
                }
            }
            return last;
        });
    }

    /** Prepares {@code sql} once and sends all rows of values as one batch. */
    public Outcome executeBatch(String sql, List<List<String>> values) {
        return run(each -> {
            try (PreparedStatement statement = each.prepareStatement(sql)) {
                for (List<String> row : values) {
                    bind(statement, row);
                    statement.addBatch();
                }
                statement.executeBatch();
                return new Done();
            }
        });
    }

    /** The columns of {@code sql}'s result: name and type as the manual writes them, {@code VARCHAR(128)} or {@code INT}. */
    public List<List<String>> columns(String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            ResultSetMetaData data = rows.getMetaData();
            List<List<String>> columns = new ArrayList<>();
            for (int i = 1; i <= data.getColumnCount(); i++) {
                String type = data.getColumnTypeName(i);
                columns.add(List.of(
                        data.getColumnLabel(i),
                        switch (type) {
                            case "VARCHAR" -> "VARCHAR(" + data.getPrecision(i) + ")";
                            case "INTEGER" -> "INT";
                            default -> type;
                        }));
            }
            return columns;
        }
    }

    /** Reads {@code count} rows of {@code sql} and leaves the rest; its transaction goes on. */
    public Outcome open(String sql, int count) {
        return run(each -> {
            PreparedStatement statement = each.prepareStatement(sql);
            statement.setFetchSize(count);
            ResultSet rows = statement.executeQuery();
            for (int i = 0; i < count; i++) {
                rows.next();
            }
            open = rows;
            return new Done();
        });
    }

    /** Reads what {@link #open} left. */
    public Outcome readOn() {
        return run(each -> rows(Objects.requireNonNull(open, "opened")));
    }

    /** Loads one row into a table with the driver's fast loader, which is dmfldr's. */
    public Outcome fastLoad(String schema, String table, List<String> row) {
        FldrConfig config = new FldrConfig();
        config.schemaName = schema;
        config.tableName = table;
        return run(each -> {
            try (PreparedStatement loader = new FldrStatement(each.unwrap(DmdbConnection.class), config)) {
                bind(loader, row);
                loader.addBatch();
                loader.executeBatch();
                return new Done();
            }
        });
    }

    private static void bind(PreparedStatement statement, List<String> row) throws SQLException {
        for (int i = 0; i < row.size(); i++) {
            statement.setObject(i + 1, number(row.get(i)));
        }
    }

    private static Object number(String text) {
        return text.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(text) : text;
    }

    private static Rows rows(ResultSet rows) throws SQLException {
        int columns = rows.getMetaData().getColumnCount();
        List<List<String>> table = new ArrayList<>();
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            labels.add(rows.getMetaData().getColumnLabel(i));
        }
        table.add(labels);
        while (rows.next()) {
            List<String> row = new ArrayList<>();
            for (int i = 1; i <= columns; i++) {
                row.add(Objects.requireNonNullElse(rows.getString(i), "NULL"));
            }
            table.add(row);
        }
        return new Rows(table);
    }

    /** The next statement begins a transaction that ends with COMMIT or ROLLBACK. */
    public Outcome autoCommit(boolean on) {
        return run(each -> {
            each.setAutoCommit(on);
            return new Done();
        });
    }

    public Outcome commit() {
        return run(each -> {
            each.commit();
            return new Done();
        });
    }

    public Outcome rollback() {
        return run(each -> {
            each.rollback();
            return new Done();
        });
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            // the server ended it first; there is nothing left to close
        }
    }
}
