package io.opendcp.features.echo;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** A thread with one connection at a time, whose queries have a token each. Now and then it leaves in the middle of one. */
final class EchoThread {
    private static final String BOUND = "SELECT CAST(? AS VARCHAR(30)) FROM PLACE WHERE ID = ?";
    /** One of so many connections is left in the middle of a statement. */
    private static final int LEAVES = 200;

    private static final int MOST_IN_TRANSACTION = 4;
    private static final int CONNECTION_LOST = -6010;
    private static final int OUTCOME_UNKNOWN = -8912;
    /** Of the driver: its connection has ended, or a statement with it. */
    private static final Set<Integer> ENDED = Set.of(6001, 6035, 6060);

    private final String url;
    private final String name;
    private final SplittableRandom chance;
    private final Map<Integer, Integer> errors;
    private final Executor leaving;
    private final List<String> wrong = new ArrayList<>();
    private int asked;

    EchoThread(String url, int number, long seed, ConcurrentHashMap<Integer, Integer> errors, Executor leaving) {
        this.url = url;
        name = "t" + number;
        chance = new SplittableRandom(seed + number);
        this.errors = errors;
        this.leaving = leaving;
    }

    /** Statements that were sent with a token. */
    int asked() {
        return asked;
    }

    /** Answers that are not the request's, and errors that may not be. */
    List<String> wrong() {
        return wrong;
    }

    /** Until so many statements have been sent. */
    void work(int statements) {
        while (asked < statements) {
            try (Connection connection = DriverManager.getConnection(url, "SYSDBA", "SYSDBA");
                    PreparedStatement bound = connection.prepareStatement(BOUND)) {
                while (asked < statements && !connection.isClosed()) {
                    use(connection, bound);
                }
            } catch (SQLException e) {
                errors.merge(e.getErrorCode(), 1, Integer::sum);
                boolean expected = e.getErrorCode() == CONNECTION_LOST
                        || e.getErrorCode() == OUTCOME_UNKNOWN
                        || ENDED.contains(e.getErrorCode());
                if (!expected) {
                    wrong.add(name + " was told " + e.getErrorCode() + ": " + e.getMessage());
                }
            }
        }
    }

    private void use(Connection connection, PreparedStatement bound) throws SQLException {
        if (chance.nextInt(3) > 0) {
            connection.setAutoCommit(true);
            ask(connection, bound);
            return;
        }
        connection.setAutoCommit(false);
        for (int left = 1 + chance.nextInt(MOST_IN_TRANSACTION); left > 0; left--) {
            if (chance.nextInt(3) == 0) {
                try (Statement insert = connection.createStatement()) {
                    insert.execute("INSERT INTO TOKEN VALUES('" + name + "-" + asked + "')");
                }
            } else {
                ask(connection, bound);
            }
        }
        if (chance.nextBoolean()) {
            connection.commit();
        } else {
            connection.rollback();
        }
    }

    private void ask(Connection connection, PreparedStatement bound) throws SQLException {
        String token = name + "-" + ++asked;
        int place = chance.nextInt(TokenEchoDrivers.PLACES);
        if (chance.nextInt(LEAVES) == 0) {
            connection.abort(leaving);
        }
        if (chance.nextBoolean()) {
            bound.setString(1, token);
            bound.setInt(2, place);
            try (ResultSet rows = bound.executeQuery()) {
                check(token, rows);
            }
        } else {
            try (Statement statement = connection.createStatement();
                    ResultSet rows =
                            statement.executeQuery("SELECT '%s' FROM PLACE WHERE ID = %d".formatted(token, place))) {
                check(token, rows);
            }
        }
    }

    private void check(String token, ResultSet rows) throws SQLException {
        List<String> answer = new ArrayList<>();
        while (rows.next()) {
            answer.add(rows.getString(1));
        }
        if (!answer.equals(List.of(token))) {
            wrong.add("asked with " + token + ", answered " + answer);
        }
    }
}
