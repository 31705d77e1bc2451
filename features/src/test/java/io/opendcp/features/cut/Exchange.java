package io.opendcp.features.cut;

import io.opendcp.simulator.fault.Messages;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;

/** What is under way when the connection is cut. */
enum Exchange {
    /** A text that commits itself. */
    INSERT(Messages.STATEMENT, true, false),
    /** A prepared text that commits itself. */
    PREPARED_INSERT(Messages.STATEMENT, true, true),
    /** A text in a transaction, which is committed if it succeeds. */
    INSERT_IN_TRANSACTION(Messages.STATEMENT, false, false),
    /** The end of such a transaction. */
    COMMIT(Messages.COMMIT, false, true);

    private final Messages messages;
    private final boolean autoCommit;
    private final boolean prepared;

    Exchange(Messages messages, boolean autoCommit, boolean prepared) {
        this.messages = messages;
        this.autoCommit = autoCommit;
        this.prepared = prepared;
    }

    /** Which of the client's messages it is about. */
    Messages messages() {
        return messages;
    }

    /**
     * Inserts {@code key} and commits.
     *
     * @param armed run when the next such message is the one
     */
    void run(Connection connection, int key, Runnable armed) throws SQLException {
        connection.setAutoCommit(autoCommit);
        if (messages == Messages.STATEMENT) {
            armed.run();
        }
        insert(connection, key);
        if (!autoCommit) {
            if (messages == Messages.COMMIT) {
                armed.run();
            }
            connection.commit();
        }
    }

    private void insert(Connection connection, int key) throws SQLException {
        if (!prepared) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("INSERT INTO T VALUES(" + key + ")");
            }
            return;
        }
        String unknown = " /* %d */".formatted(key); // no EP connection has compiled this before
        try (PreparedStatement statement = connection.prepareStatement("INSERT INTO T VALUES(?)" + unknown)) {
            statement.setInt(1, key);
            statement.execute();
        }
    }
}
