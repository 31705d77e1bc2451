package io.opendcp.features.several;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/**
 * An application's thread with one connection and rows of its own: each transaction adds 1 to two of them and reads one back.
 * After an error it rolls back and goes on with the next; if the connection is closed, with a new one.
 */
final class Worker {
    /** Where each thread's rows begin after those of the one before. */
    static final int ROWS = 4;

    /** Hears of each transaction. */
    interface Listener {
        /**
         * @param began before its first request was sent, in ns of {@link System#nanoTime}
         * @param code 0 if it is committed, else the error that the application saw
         */
        void made(long began, long ended, int code);
    }

    private final String url;
    private final int first;
    private final Listener listener;
    private final Map<Integer, Integer> errors;
    private int committed;

    private int failed;
    private int logins;

    /** @param errors that the application sees, by code; shared by all threads */
    Worker(String url, int number, ConcurrentHashMap<Integer, Integer> errors) {
        this(url, number, errors, (began, ended, code) -> {});
    }

    Worker(String url, int number, ConcurrentHashMap<Integer, Integer> errors, Listener listener) {
        this.url = url;
        this.listener = listener;
        first = number * ROWS;
        this.errors = errors;
    }

    int committed() {
        return committed;
    }

    int failed() {
        return failed;
    }

    /** Connections that it has made. */
    int logins() {
        return logins;
    }

    /** @param goesOn asked before each transaction */
    void run(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            try (Connection connection = TwoDcps.connect(url)) {
                logins++;
                connection.setAutoCommit(false);
                work(connection, goesOn);
            } catch (SQLException e) {
                seen(e);
            }
        }
    }

    private void seen(SQLException error) {
        failed++;
        errors.merge(error.getErrorCode(), 1, Integer::sum);
    }

    private void work(Connection connection, BooleanSupplier goesOn) throws SQLException {
        try (PreparedStatement add = connection.prepareStatement("UPDATE T SET V = V + 1 WHERE K = ?");
                PreparedStatement read = connection.prepareStatement("SELECT V FROM T WHERE K = ?")) {
            boolean more = true;
            while (more) {
                long began = System.nanoTime();
                try {
                    transaction(connection, add, read);
                    committed++;
                    listener.made(began, System.nanoTime(), 0);
                } catch (SQLException e) {
                    seen(e);
                    listener.made(began, System.nanoTime(), e.getErrorCode());
                    if (connection.isClosed()) {
                        return;
                    }
                    connection.rollback();
                }
                more = goesOn.getAsBoolean();
            }
        }
    }

    private void transaction(Connection connection, PreparedStatement add, PreparedStatement read) throws SQLException {
        int one = first + committed % ROWS;
        int other = first + (committed + 1) % ROWS;
        add(add, one);
        read.setInt(1, one);
        try (ResultSet rows = read.executeQuery()) {
            rows.next();
        }
        add(add, other);
        connection.commit();
    }

    private static void add(PreparedStatement add, int key) throws SQLException {
        add.setInt(1, key);
        if (add.executeUpdate() != 1) {
            throw new IllegalStateException("no row " + key);
        }
    }
}
