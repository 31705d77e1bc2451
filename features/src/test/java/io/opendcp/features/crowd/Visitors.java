package io.opendcp.features.crowd;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** The official driver's clients of a {@link ProcessBed}: their table T, and those who log in and out again and again. */
final class Visitors {
    /** Of T, each with 200 characters. */
    static final int ROWS = 200;

    private Visitors() {}

    static Connection connect(ProcessBed bed) throws SQLException {
        return DriverManager.getConnection(bed.url(), "SYSDBA", "SYSDBA");
    }

    static void fill(ProcessBed bed) throws SQLException {
        try (Connection connection = connect(bed);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(200)) DISTRIBUTED BY HASH(K)");
            for (int key = 0; key < ROWS; key++) {
                statement.execute("INSERT INTO T VALUES(%d, RPAD('x', 200, 'x'))".formatted(key));
            }
        }
    }

    /**
     * Logs in, reads a row and leaves, until it is over or has failed.
     *
     * @param millis between two visits
     * @param onLogin told when each login began, in ns of {@link System#nanoTime}, once it is in
     */
    static void comeAndGo(ProcessBed bed, AtomicBoolean over, long millis, LongConsumer onLogin, AtomicLong failed) {
        try {
            while (!over.get()) {
                long began = System.nanoTime();
                try (Connection connection = connect(bed)) {
                    onLogin.accept(began);
                    try (Statement statement = connection.createStatement()) {
                        statement.execute("SELECT V FROM T WHERE K = 1");
                    }
                }
                TimeUnit.MILLISECONDS.sleep(millis);
            }
        } catch (SQLException e) {
            failed.incrementAndGet();
            System.err.println(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
