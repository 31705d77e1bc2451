package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests of two clients of one DCP, with the official driver; its errors are in English. At the end nothing came back unclean. */
abstract class TwoClients {
    TestCluster cluster;
    Connection one;
    Connection two;

    @BeforeEach
    void connectBoth(TestCluster given) throws SQLException {
        cluster = given;
        one = connect("");
        two = connect("");
    }

    @AfterEach
    void leaveBoth() throws SQLException {
        long violations = cluster.dcp().withPool(pool -> pool.violations());
        assertThat(violations).isZero();
        one.close();
        two.close();
    }

    /** @param parameters of the URL, each with an {@code &} before it */
    Connection connect(String parameters) throws SQLException {
        return connect(cluster.url(), parameters);
    }

    /** To a port of the DCP, or past it. */
    Connection connect(String url, String parameters) throws SQLException {
        return DriverManager.getConnection(url + "?language=en" + parameters, cluster.user(), cluster.password());
    }

    static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
