package io.opendcp.proxy.catalogue;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tables that administrators make on the management port, in a schema of their own. Here they are only kept: each row has
 * a number in front. Called as {@link Catalogue} is. Manual 3.
 */
public final class LocalTables {
    private static final String SCHEMA = "LOCAL_TABLES";

    private final CatalogueFile file;

    /**
     * A table.
     *
     * @param text the statement that made it
     * @param columns its columns in H2's words, without keys
     */
    public record Kept(String name, String text, String columns) {}

    LocalTables(CatalogueFile file) {
        this.file = file;
        file.update("CREATE SCHEMA IF NOT EXISTS " + SCHEMA);
        file.update("CREATE TABLE IF NOT EXISTS SYS.LOCAL_TABLES(NAME VARCHAR(128) PRIMARY KEY, TEXT VARCHAR(70000)"
                + " NOT NULL, COLUMNS VARCHAR(70000) NOT NULL, SEQ BIGINT AUTO_INCREMENT)");
    }

    /** In the order in which they were made. */
    public List<Kept> all() {
        return file.query(
                row -> new Kept(row.getString(1), row.getString(2), row.getString(3)),
                "SELECT NAME, TEXT, COLUMNS FROM SYS.LOCAL_TABLES ORDER BY SEQ");
    }

    /** Number first, then the columns. */
    public List<@Nullable Object[]> rows(String name) {
        return file.query(
                row -> {
                    @Nullable
                    Object[] values = new @Nullable Object[row.getMetaData().getColumnCount()];
                    for (int i = 0; i < values.length; i++) {
                        values[i] = row.getObject(i + 1);
                    }
                    return values;
                },
                "SELECT * FROM " + quoted(name) + " ORDER BY 1");
    }

    public void create(Kept table) {
        file.atOnce(connection -> {
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS " + quoted(table.name())); // left by a crash
                statement.execute("CREATE TABLE " + quoted(table.name()) + "(\"ROWID\" BIGINT PRIMARY KEY, "
                        + table.columns() + ")");
            }
            run(
                    connection,
                    "INSERT INTO SYS.LOCAL_TABLES(NAME, TEXT, COLUMNS) VALUES(?, ?, ?)",
                    table.name(),
                    table.text(),
                    table.columns());
        });
    }

    public void drop(String name) {
        file.atOnce(connection -> {
            run(connection, "DELETE FROM SYS.LOCAL_TABLES WHERE NAME = ?", name);
            try (Statement statement = connection.createStatement()) {
                statement.execute("DROP TABLE " + quoted(name));
            }
        });
    }

    /** Takes rows out by their numbers, and puts rows in, in the place of those that have their numbers; all or nothing. */
    public void change(String name, Collection<Long> gone, Collection<@Nullable Object[]> put) {
        file.atOnce(connection -> {
            for (Long number : gone) {
                run(connection, "DELETE FROM " + quoted(name) + " WHERE \"ROWID\" = ?", number);
            }
            if (put.isEmpty()) {
                return;
            }
            int width = put.iterator().next().length;
            String marks = String.join(", ", Collections.nCopies(width, "?"));
            try (PreparedStatement merge = connection.prepareStatement(
                    "MERGE INTO " + quoted(name) + " KEY(\"ROWID\") VALUES(" + marks + ")")) {
                for (@Nullable Object[] row : put) {
                    for (int i = 0; i < width; i++) {
                        merge.setObject(i + 1, row[i]);
                    }
                    merge.addBatch();
                }
                merge.executeBatch();
            }
        });
    }

    private static void run(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    private static String quoted(String name) {
        return SCHEMA + ".\"" + name.replace("\"", "\"\"") + "\"";
    }
}
