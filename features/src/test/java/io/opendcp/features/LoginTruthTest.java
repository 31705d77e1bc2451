package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.opendcp.simulation.junit.MppCluster;
import io.opendcp.simulation.junit.TestCluster;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom the MPP would not let in, the DCP does not let in either, whatever connections it has kept. Manual 3.4. */
@MppCluster(eps = 2, seed = 7)
class LoginTruthTest {
    /** As long as an EP's word holds. */
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private TestCluster cluster;
    private Connection dba;

    @BeforeEach
    void create(TestCluster given) throws SQLException {
        cluster = given;
        dba = cluster.connect("EP02");
        run(dba, "CREATE USER APP IDENTIFIED BY \"old-password\" LIMIT FAILED_LOGIN_ATTEMPTS UNLIMITED");
        run(dba, "GRANT RESOURCE TO APP");
        run(dba, "CREATE USER OTHER IDENTIFIED BY \"other-password\"");
        try (Connection app = app("old-password")) {
            assertThat(value(app)).isEqualTo(7);
        }
        try (Connection other = connect(cluster.url(), "OTHER", "other-password")) {
            assertThat(value(other)).isEqualTo(7);
        }
    }

    private static Connection connect(String url, String user, String password) throws SQLException {
        return DriverManager.getConnection(url + "?language=en", user, password);
    }

    private Connection app(String password) throws SQLException {
        return connect(cluster.url(), "APP", password);
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static int value(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT 7")) {
            assertThat(rows.next()).isTrue();
            return rows.getInt(1);
        }
    }

    /** Each time the same connection is there and would have taken it: the EP's word is asked for again, in its own words. */
    private void isRefusedWithinTheLimitAsTheEpRefuses(String password) {
        assertThat(pooled("APP")).isPositive();
        cluster.clock().turn(LIMIT.plusMillis(1));
        SQLException told = assertThrows(SQLException.class, () -> app(password));
        SQLException byEp = assertThrows(SQLException.class, () -> connect(cluster.url("EP01"), "APP", password));
        assertThat(told.getErrorCode()).isEqualTo(byEp.getErrorCode()).isEqualTo(-2501);
        assertThat(told.getMessage()).isEqualTo(byEp.getMessage());
        assertThat(pooled("APP")).as("connections made with it are gone").isZero();
        assertThat(pooled("OTHER")).as("of nobody else").isPositive();
    }

    private long pooled(String user) {
        return cluster.dcp()
                .withPool(pool -> pool.backends().stream()
                        .filter(each -> each.key().user().equals(user))
                        .count());
    }

    @Test
    void a_changed_password_is_taken_at_once_and_the_old_one_no_more(TestCluster given) throws SQLException {
        run(dba, "ALTER USER APP IDENTIFIED BY \"new-password\"");
        isRefusedWithinTheLimitAsTheEpRefuses("old-password");
        try (Connection app = app("new-password")) {
            assertThat(value(app)).isEqualTo(7);
        }
    }

    @Test
    void the_new_password_ends_the_old_one_at_once(TestCluster given) throws SQLException {
        run(dba, "ALTER USER APP IDENTIFIED BY \"new-password\"");
        try (Connection app = app("new-password")) {
            assertThat(value(app)).isEqualTo(7);
            assertThat(assertThrows(SQLException.class, () -> app("old-password"))
                            .getErrorCode())
                    .isEqualTo(-2501);
        }
    }

    @Test
    void a_locked_user_is_not_let_in_until_unlocked(TestCluster given) throws SQLException {
        run(dba, "ALTER USER APP ACCOUNT LOCK");
        isRefusedWithinTheLimitAsTheEpRefuses("old-password");
        run(dba, "ALTER USER APP ACCOUNT UNLOCK");
        cluster.clock().turn(Duration.ofSeconds(1));
        try (Connection app = app("old-password")) {
            assertThat(value(app)).isEqualTo(7);
        }
    }

    @Test
    void a_dropped_user_is_not_let_in() throws SQLException {
        try (Connection disconnected = cluster.connect();
                Statement statement = disconnected.createStatement()) {
            statement.execute("SELECT 7");
        }
        cluster.dcp().withPool(pool -> {
            pool.closeFree(each -> each.key().user().equals("APP")); // DM drops nobody who is connected
            return true;
        });
        dropped();
        cluster.clock().turn(LIMIT.plusMillis(1));
        SQLException told = assertThrows(SQLException.class, () -> app("old-password"));
        SQLException byEp = assertThrows(SQLException.class, () -> connect(cluster.url("EP01"), "APP", "old-password"));
        assertThat(told.getMessage()).isEqualTo(byEp.getMessage());
        assertThat(told.getErrorCode()).isEqualTo(-2501);
    }

    private void dropped() {
        org.awaitility.Awaitility.await().until(() -> {
            try {
                run(dba, "DROP USER APP CASCADE");
                return true;
            } catch (SQLException connected) {
                return false; // an EP has not heard yet that its connection has ended
            }
        });
    }

    @Test
    void an_open_session_ends_when_its_transaction_has_ended(TestCluster given) throws SQLException {
        try (Connection app = app("old-password")) {
            app.setAutoCommit(false);
            run(app, "CREATE TABLE APP_T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)");
            app.commit();
            run(app, "INSERT INTO APP_T VALUES(1)");
            run(dba, "ALTER USER APP IDENTIFIED BY \"new-password\"");
            try (Connection now = app("new-password")) {
                assertThat(value(now)).isEqualTo(7);
                run(app, "INSERT INTO APP_T VALUES(2)");
                app.commit();
                try (Statement statement = now.createStatement();
                        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM APP_T")) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt(1)).isEqualTo(2);
                }
            }
            run(dba, "ALTER USER APP ACCOUNT LOCK");
            SQLException told = assertThrows(SQLException.class, () -> {
                for (int i = 0; i < 50; i++) {
                    run(app, "SELECT 7");
                    app.commit();
                }
            });
            assertThat(told.getErrorCode()).isEqualTo(-2501);
            assertThrows(SQLException.class, () -> run(app, "SELECT 7"));
        }
    }
}
