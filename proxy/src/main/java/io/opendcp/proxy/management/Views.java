package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.proxy.catalogue.LocalTables;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The management port's views as empty tables of an in-memory database, and the local tables with their rows. A query is
 * compiled against them on the event loop; to run, the views it names are filled for as long as it takes. Queries run as a
 * user who may read the tables and nothing else, changes as one who may change local tables: none of H2's functions that
 * touch files or classes.
 */
public final class Views implements AutoCloseable {
    private static final String READER = "READER";
    private static final String WRITER = "WRITER";
    /** The first number of a local table in SYSOBJECTS. */
    private static final int FIRST_LOCAL = 1000;

    private final Connection owner;
    private final Connection compiling;
    private final Connection running;
    private final Connection writing;
    private final Map<String, List<String>> columnsOf;
    private int nextLocal = FIRST_LOCAL;
    private volatile List<Relation> relations = List.of();

    /** What is done with a statement while the tables are filled. */
    interface Use<T> {
        T with(PreparedStatement statement) throws SQLException;
    }

    public Views() {
        // H2 finds databases by name in the whole JVM. The name is seen nowhere else.
        String name = "dcp-views-" + Integer.toHexString(System.identityHashCode(this));
        String url = "jdbc:h2:mem:" + name + ";MODE=LEGACY;NON_KEYWORDS=VALUE,KEY";
        try {
            owner = DriverManager.getConnection(url, "OWNER", "");
            try (Statement statement = owner.createStatement()) {
                statement.execute("CREATE SCHEMA SYS");
                statement.execute("CREATE SCHEMA " + LocalTable.SCHEMA);
                statement.execute(definitions());
                columnsOf = columns(statement);
                for (String user : List.of(READER, WRITER)) {
                    statement.execute("CREATE USER " + user + " PASSWORD ''");
                    statement.execute("GRANT SELECT ON SCHEMA SYS TO " + user);
                    statement.execute("GRANT SELECT ON SCHEMA " + LocalTable.SCHEMA + " TO " + user);
                }
                statement.execute("GRANT INSERT, UPDATE, DELETE ON SCHEMA " + LocalTable.SCHEMA + " TO " + WRITER);
            }
            owner.setAutoCommit(false);
            String path = url + ";SCHEMA_SEARCH_PATH=" + LocalTable.SCHEMA + ",SYS";
            compiling = DriverManager.getConnection(path, READER, "");
            running = DriverManager.getConnection(path, READER, "");
            writing = DriverManager.getConnection(path, WRITER, "");
            writing.setAutoCommit(false);
            List<Relation> own = new ArrayList<>();
            for (String view : columnsOf.keySet().stream().sorted().toList()) {
                own.add(relation(own.size() + 1, "SYS", view, null));
            }
            relations = List.copyOf(own);
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

    /** Takes in the local tables that the catalogue keeps. */
    public void load(LocalTables kept) {
        for (LocalTables.Kept each : kept.all()) {
            LocalTable table = LocalTableText.read(each.text());
            try {
                define(table);
                insert(table, kept.rows(table.name()));
                owner.commit();
            } catch (SQLException e) {
                throw new IllegalStateException("local table " + table.name() + " cannot be loaded", e);
            }
        }
    }

    private void insert(LocalTable table, List<@Nullable Object[]> rows) throws SQLException {
        String marks = String.join(", ", Collections.nCopies(table.columns().size() + 1, "?"));
        long last = 0;
        try (PreparedStatement insert = owner.prepareStatement(
                "INSERT INTO " + table.sql() + "(" + table.selectList() + ") VALUES(" + marks + ")")) {
            for (@Nullable Object[] row : rows) {
                for (int i = 0; i < row.length; i++) {
                    insert.setObject(i + 1, row[i]);
                }
                insert.addBatch();
                last = Math.max(last, ((Number) Objects.requireNonNull(row[0])).longValue());
            }
            insert.executeBatch();
        }
        try (Statement statement = owner.createStatement()) {
            statement.execute("ALTER TABLE " + table.sql() + " ALTER COLUMN \"ROWID\" RESTART WITH " + (last + 1));
        }
    }

    /** All that can be asked: views in the order of their names, then local tables as they were made. */
    List<Relation> relations() {
        return relations;
    }

    Optional<LocalTable> local(String name) {
        return locals().stream().filter(table -> table.name().equals(name)).findFirst();
    }

    List<LocalTable> locals() {
        List<LocalTable> locals = new ArrayList<>();
        for (Relation relation : relations) {
            LocalTable local = relation.local();
            if (local != null) {
                locals.add(local);
            }
        }
        return locals;
    }

    /** Makes a local table. For the working thread. */
    void define(LocalTable table) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute(table.definition());
        }
        List<Relation> now = new ArrayList<>(relations);
        now.add(relation(nextLocal++, LocalTable.SCHEMA, table.name(), table));
        relations = List.copyOf(now);
    }

    /** Drops a local table. For the working thread. */
    void drop(LocalTable table) throws SQLException {
        try (Statement statement = owner.createStatement()) {
            statement.execute("DROP TABLE " + table.sql());
        }
        relations = relations.stream()
                .filter(relation -> relation.local() == null || !relation.name().equals(table.name()))
                .toList();
    }

    private Relation relation(int id, String schema, String name, @Nullable LocalTable local) throws SQLException {
        try (PreparedStatement shown =
                owner.prepareStatement("SELECT * FROM " + schema + "." + LocalTable.quoted(name))) {
            var columns = ViewValues.describe(shown.getMetaData());
            List<@Nullable String> standards = new ArrayList<>();
            for (int i = 0; i < columns.size(); i++) {
                standards.add(local == null ? null : local.columns().get(i).standard());
            }
            return new Relation(id, schema, name, columns, Collections.unmodifiableList(standards), local);
        }
    }

    /** Compiles a statement on the event loop. The caller closes it. */
    PreparedStatement compile(String sql) throws SQLException {
        return compiling.prepareStatement(sql);
    }

    /** Runs a query over {@code rows}, by view. For the working thread. */
    <T> T run(String sql, Map<String, List<@Nullable Object[]>> rows, Use<T> use) throws SQLException {
        return filled(rows, running, sql, use);
    }

    /**
     * Changes a local table, and then keeps it: both or neither. For the working thread.
     *
     * @param rows what the views that the text names show, by view
     */
    <T> T change(String sql, Map<String, List<@Nullable Object[]>> rows, Use<T> use, Runnable keep)
            throws SQLException {
        boolean kept = false;
        try {
            T result = filled(rows, writing, sql, use);
            keep.run();
            kept = true;
            return result;
        } finally {
            if (kept) {
                writing.commit();
            } else {
                writing.rollback();
            }
        }
    }

    /**
     * Rows and characters of a local table, as the change that is under way leaves it. For the working thread.
     *
     * @throws DmException if {@code limits} are exceeded
     */
    void measure(LocalTable changed, LocalLimits limits) throws SQLException {
        long rows = 0;
        long characters = 0;
        for (LocalTable table : locals()) {
            try (Statement statement = writing.createStatement();
                    ResultSet sizes = statement.executeQuery(table.measuring())) {
                sizes.next();
                rows += sizes.getLong(1);
                characters += sizes.getLong(2);
            }
        }
        if (rows > limits.rows()) {
            throw DmException.of(ErrorCode.LIMIT, changed.sql() + " ROWS", limits.rows());
        }
        if (characters > limits.characters()) {
            throw DmException.of(ErrorCode.LIMIT, changed.sql() + " CHARACTERS", limits.characters());
        }
    }

    private <T> T filled(Map<String, List<@Nullable Object[]>> rows, Connection connection, String sql, Use<T> use)
            throws SQLException {
        try {
            for (Map.Entry<String, List<@Nullable Object[]>> view : rows.entrySet()) {
                fill(view.getKey(), view.getValue());
            }
            owner.commit();
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                return use.with(statement);
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
