package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.opendcp.simulation.junit.MppCluster;
import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A statement that fails, for whatever reason, costs its session nothing but itself. */
@MppCluster(eps = 2, poolSize = 2, seed = 23)
class FailedStatementsTest {
    private TestCluster cluster;
    private Connection client;

    @BeforeEach
    void start(TestCluster given) throws SQLException {
        cluster = given;
        client = DriverManager.getConnection(cluster.url() + "?language=en", cluster.user(), cluster.password());
        run("CREATE TABLE T(K INT PRIMARY KEY, V INT NOT NULL CHECK(V < 100)) DISTRIBUTED BY HASH(K)");
        run("INSERT INTO T VALUES(1, 1), (2, 2), (3, 3)");
    }

    @AfterEach
    void stop() throws SQLException {
        client.close();
    }

    private void run(String sql) throws SQLException {
        try (Statement statement = client.createStatement()) {
            statement.execute(sql);
        }
    }

    private int count() throws SQLException {
        try (PreparedStatement statement = client.prepareStatement("SELECT COUNT(*) FROM T WHERE V > ?")) {
            statement.setInt(1, 0);
            try (ResultSet rows = statement.executeQuery()) {
                assertThat(rows.next()).isTrue();
                return rows.getInt(1);
            }
        }
    }

    private int error(String sql) {
        return catchThrowableOfType(SQLException.class, () -> run(sql)).getErrorCode();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELEC 1                                             | -2007
                    SELECT * FROM NOWHERE                               | -2106
                    SELECT NOTHING FROM T                               | -2111
                    INSERT INTO T VALUES(1, 1)                          | -6602
                    INSERT INTO T VALUES(9, NULL)                       | -6609
                    INSERT INTO T VALUES(9, 100)                        | -6604
                    INSERT INTO T VALUES(9)                             | -4022
                    SELECT 1 / (K - K) FROM T WHERE K = 1               | -6103
                    SELECT CAST('x' AS INT) FROM T WHERE K = 1          | -6101
                    UPDATE T SET V = V + 98                             | -6604
                    DROP TABLE NOWHERE                                  | -2106
                    SP_DCP_CLEAR_CONN(1)                                | -8913
                    SET SCHEMA NOWHERE                                  | -2103
                    SP_CANCEL_SESSION_OPERATION(1)                      | -2206
                    """)
    void the_session_goes_on_and_so_does_its_transaction(String sql, int code) throws SQLException {
        assertThat(error(sql)).isEqualTo(code);
        assertThat(count()).isEqualTo(3);

        client.setAutoCommit(false);
        run("INSERT INTO T VALUES(50, 50)");
        assertThat(error(sql)).isEqualTo(code);
        boolean ddl = sql.startsWith("DROP");
        run("INSERT INTO T VALUES(51, 51)");
        client.rollback();
        assertThat(count()).isEqualTo(ddl ? 4 : 3);
        client.commit();
        long violations = cluster.dcp().withPool(pool -> pool.violations());
        assertThat(violations).isZero();
        assertThat(cluster.mpp().<Integer>with(mpp -> mpp.openTransactions())).isZero();
    }
}
