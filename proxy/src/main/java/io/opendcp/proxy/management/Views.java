package io.opendcp.proxy.management;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The management port's views as empty tables of an in-memory database. A query is compiled against them on the event
 * loop; to run, the tables it names are filled for as long as it takes. Queries run as a user who may read the tables and
 * nothing else: none of H2's functions that touch files or classes.
 */
public final class Views implements AutoCloseable {
    private static final String READER = "READER";

    private final Connection owner;
    private final Connection compiling;
    private final Connection running;
    private final Map<String, List<String>> columnsOf;

    /** What is done with a query while the tables are filled. */
    interface Use<T> {
        T with(PreparedStatement query) throws SQLException;
    }

    public Views() {
        // H2 finds databases by name in the whole JVM. The name is seen nowhere else.
        String name = "dcp-views-" + Integer.toHexString(System.identityHashCode(this));
        String url = "jdbc:h2:mem:" + name + ";MODE=LEGACY;NON_KEYWORDS=VALUE,KEY";
        try {
            owner = DriverManager.getConnection(url, "OWNER", "");
            try (Statement statement = owner.createStatement()) {
                statement.execute("CREATE SCHEMA SYS");
                statement.execute(definitions());
                columnsOf = columns(statement);
                statement.execute("CREATE USER " + READER + " PASSWORD ''");
                statement.execute("GRANT SELECT ON SCHEMA SYS TO " + READER);
            }
            owner.setAutoCommit(false);
            compiling = DriverManager.getConnection(url + ";SCHEMA_SEARCH_PATH=SYS", READER, "");
            running = DriverManager.getConnection(url + ";SCHEMA_SEARCH_PATH=SYS", READER, "");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not open the views", e);
        }
    }

    private static String definitions() {
        try (InputStream in = Views.class.getResourceAsStream("views.sql")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException("views.sql cannot be read", e);
        }
    }

    /** Compiles a query on the event loop. The caller closes it. */
    PreparedStatement compile(String sql) throws SQLException {
        return compiling.prepareStatement(sql);
    }

    /** Runs a query over {@code rows}, by view. For the working thread. */
    <T> T run(String sql, Map<String, List<@Nullable Object[]>> rows, Use<T> use) throws SQLException {
        try {
            for (Map.Entry<String, List<@Nullable Object[]>> view : rows.entrySet()) {
                fill(view.getKey(), view.getValue());
            }
            owner.commit();
            try (PreparedStatement query = running.prepareStatement(sql)) {
                return use.with(query);
            }
        } finally {
            try (Statement statement = owner.createStatement()) {
                for (String view : rows.keySet()) {
                    statement.execute("DELETE FROM SYS." + view);
                }
            }
            owner.commit();
        }
    }

    /** Columns behind those that a row has are NULL. */
    private void fill(String view, List<@Nullable Object[]> rows) throws SQLException {
        List<String> columns = Objects.requireNonNull(columnsOf.get(view));
        String marks = String.join(", ", Collections.nCopies(columns.size(), "?"));
        String text = "INSERT INTO SYS." + view + "(" + String.join(", ", columns) + ") VALUES(" + marks + ")";
        try (PreparedStatement insert = owner.prepareStatement(text)) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    insert.setObject(i + 1, i < row.length ? row[i] : null);
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** All columns, those that SELECT * does not show included. */
    private static Map<String, List<String>> columns(Statement statement) throws SQLException {
        Map<String, List<String>> columns = new HashMap<>();
        try (ResultSet rows = statement.executeQuery("SELECT TABLE_NAME, COLUMN_NAME FROM INFORMATION_SCHEMA.COLUMNS"
                + " WHERE TABLE_SCHEMA = 'SYS' ORDER BY TABLE_NAME, ORDINAL_POSITION")) {
            while (rows.next()) {
                columns.computeIfAbsent(rows.getString(1), view -> new ArrayList<>())
                        .add(rows.getString(2));
            }
        }
        return columns;
    }

    @Override
    public void close() {
        try (Statement statement = owner.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new IllegalStateException("H2 does not close the views", e);
        }
    }
}
