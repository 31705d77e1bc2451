package io.opendcp.features.tape;

import io.opendcp.simulation.junit.TestCluster;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.Locale;

/** An application with two connections that uses what applications use of the official driver. */
final class DriverProgram {
    private static final int ROWS = 300;

    private final String url;
    private final TestCluster cluster;

    DriverProgram(String url, TestCluster cluster) {
        this.url = url;
        this.cluster = cluster;
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url, cluster.user(), cluster.password());
    }

    void run() throws SQLException {
        try (Connection one = connect();
                Connection two = connect()) {
            run(
                    one,
                    "CREATE TABLE GOODS(ID INT PRIMARY KEY, NAME VARCHAR(30), PRICE DEC(10, 2)) DISTRIBUTED BY HASH(ID)");
            run(one, "CREATE TABLE KINDS(KIND INT, NAME VARCHAR(10)) DISTRIBUTED FULLY");
            batch(one);
            transactions(one, two);
            cursor(two);
            errors(one);
            run(one, "DROP TABLE GOODS");
            run(one, "DROP TABLE KINDS");
        }
    }

    private static void run(Connection on, String sql) throws SQLException {
        try (Statement statement = on.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void batch(Connection on) throws SQLException {
        on.setAutoCommit(false);
        try (PreparedStatement insert = on.prepareStatement("INSERT INTO GOODS VALUES(?, ?, ?)")) {
            for (int id = 0; id < ROWS; id++) {
                insert.setInt(1, id);
                insert.setString(2, "货物 %d".formatted(id).toUpperCase(Locale.ROOT));
                insert.setBigDecimal(3, BigDecimal.valueOf(id * 25L, 2));
                insert.addBatch();
            }
            insert.executeBatch();
        }
        on.commit();
        on.setAutoCommit(true);
        run(on, "INSERT INTO KINDS VALUES(0, 'even'), (1, 'odd')");
    }

    private static void transactions(Connection one, Connection two) throws SQLException {
        one.setAutoCommit(false);
        try (PreparedStatement change = one.prepareStatement("UPDATE GOODS SET PRICE = PRICE + ? WHERE ID = ?");
                PreparedStatement look = two.prepareStatement("SELECT PRICE FROM GOODS WHERE ID = ?")) {
            for (int id = 0; id < 10; id++) {
                change.setBigDecimal(1, BigDecimal.ONE);
                change.setInt(2, id);
                change.executeUpdate();
                look.setInt(1, id);
                read(look.executeQuery());
            }
            Savepoint before = one.setSavepoint("BEFORE");
            change.setInt(2, 11);
            change.executeUpdate();
            one.rollback(before);
            one.commit();
            change.setInt(2, 12);
            change.executeUpdate();
            one.rollback();
        }
        one.setAutoCommit(true);
    }

    private static void cursor(Connection on) throws SQLException {
        try (Statement select = on.createStatement()) {
            select.setFetchSize(50);
            read(select.executeQuery(
                    "SELECT G.ID, G.NAME, K.NAME, PRICE FROM GOODS G, KINDS K WHERE MOD(G.ID, 2) = K.KIND"
                            + " ORDER BY G.ID"));
            read(select.executeQuery("SELECT SUM(PRICE), COUNT(*) FROM GOODS"));
        }
    }

    private static void read(ResultSet rows) throws SQLException {
        try (rows) {
            while (rows.next()) {
                rows.getObject(1);
            }
        }
    }

    private static void errors(Connection on) {
        for (String wrong : new String[] {
            "INSERT INTO GOODS VALUES(1, 'twice', 0)", "SELECT * FROM NOBODY", "SELEC 1", "SELECT 1 / 0 FROM DUAL"
        }) {
            try {
                run(on, wrong);
                throw new IllegalStateException("no error: " + wrong);
            } catch (SQLException expected) {
                // the tape has its code
            }
        }
    }
}
