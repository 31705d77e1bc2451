package io.opendcp.proxy.catalogue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.h2.api.ErrorCode;
import org.h2.jdbcx.JdbcDataSource;

/** The catalogue's database, embedded H2: a file or, for simulations, memory. A file's calls block; not for an event loop. */
final class CatalogueFile implements AutoCloseable {
    private static final String NAME = "catalogue";
    private static final String FILE = NAME + ".mv.db";
    private static final int CONNECTIONS = 2;

    private final DataSource connections;
    private final Runnable closing;

    /** Makes something of a row. */
    interface RowReader<T> {
        T read(ResultSet row) throws SQLException;
    }

    private CatalogueFile(DataSource connections, Runnable closing) {
        this.connections = connections;
        this.closing = closing;
    }

    static boolean exists(Path dir) {
        return Files.exists(dir.resolve(FILE));
    }

    /** @throws CatalogueException if another server has it open, or it is no catalogue */
    static CatalogueFile open(Path dir) {
        Path file = dir.resolve(FILE);
        String path = dir.resolve(NAME).toAbsolutePath().toString();
        if (path.indexOf(';') >= 0) {
            throw new CatalogueException(file, "路径不能包含分号", "a path cannot contain a semicolon", null);
        }
        HikariConfig config = new HikariConfig();
        config.setPoolName("dcp-catalogue");
        config.setJdbcUrl("jdbc:h2:file:" + path + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setMinimumIdle(0);
        try {
            HikariDataSource pool = new HikariDataSource(config);
            CatalogueFile opened = new CatalogueFile(pool, pool::close);
            opened.prepare();
            return opened;
        } catch (PoolInitializationException e) {
            throw cannotOpen(file, e);
        }
    }

    /** An empty one in memory, gone when closed; without threads or clocks of its own. */
    static CatalogueFile inMemory() {
        JdbcDataSource database = new JdbcDataSource();
        // H2 finds databases by name in the whole JVM. The name is seen nowhere else.
        database.setURL("jdbc:h2:mem:catalogue-" + Integer.toHexString(System.identityHashCode(database))
                + ";DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE");
        CatalogueFile opened = new CatalogueFile(database, () -> shutDown(database));
        opened.prepare();
        return opened;
    }

    private static void shutDown(DataSource database) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static CatalogueException cannotOpen(Path file, PoolInitializationException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && sql.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return new CatalogueException(file, "已被另一个进程打开", "is open in another process", e);
            }
        }
        return new CatalogueException(file, "无法打开: " + e.getMessage(), "cannot be opened: " + e.getMessage(), e);
    }

    private void prepare() {
        update("CREATE SCHEMA IF NOT EXISTS SYS");
        update(
                "CREATE TABLE IF NOT EXISTS SYS.SYSDCPINSTS("
                        + "NAME VARCHAR(128) PRIMARY KEY, IP VARCHAR(100) NOT NULL, PORT INT NOT NULL, SEQ BIGINT AUTO_INCREMENT)");
        update(
                "CREATE TABLE IF NOT EXISTS SYS.SYSDCPLOGIN(USERNAME VARCHAR(128) NOT NULL, SEALED VARCHAR(1024) NOT NULL)");
        update("CREATE TABLE IF NOT EXISTS SYS.ACCOUNTS("
                + "NAME VARCHAR(128) PRIMARY KEY, ACCOUNT VARCHAR(512) NOT NULL, DBA BOOLEAN NOT NULL)");
    }

    /** Runs one statement. Returns how many rows it changed. */
    int update(String sql, Object... values) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = statement(connection, sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    /** Several statements. */
    interface Work {
        void with(Connection connection) throws SQLException;
    }

    /** Empties {@code table} and puts one row in, both or neither. */
    void replace(String table, String insert, Object... values) {
        atOnce(connection -> {
            try (PreparedStatement delete = statement(connection, "DELETE FROM " + table);
                    PreparedStatement put = statement(connection, insert, values)) {
                delete.executeUpdate();
                put.executeUpdate();
            }
        });
    }

    /** Does all of {@code work} or nothing; a definition in it commits what came before it. */
    void atOnce(Work work) {
        try (Connection connection = connections.getConnection()) {
            connection.setAutoCommit(false);
            try {
                work.with(connection);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            }
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    <T> List<T> query(RowReader<T> reader, String sql, Object... values) {
        try (Connection connection = connections.getConnection();
                PreparedStatement statement = statement(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            List<T> read = new ArrayList<>();
            while (rows.next()) {
                read.add(reader.read(rows));
            }
            return read;
        } catch (SQLException e) {
            throw broken(e);
        }
    }

    private static PreparedStatement statement(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** A disk that is full or gone: ours to log, and the client is told a number. */
    private static IllegalStateException broken(SQLException e) {
        return new IllegalStateException("the catalogue's database fails", e);
    }

    @Override
    public void close() {
        closing.run();
    }
}
