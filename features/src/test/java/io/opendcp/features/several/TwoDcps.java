package io.opendcp.features.several;

import static org.awaitility.Awaitility.await;

import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulator.MppSpec;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** Two DCPs before an MPP of two EPs in real time, and the table T(K, V) with the keys 0 to 99, all with V = 0. */
final class TwoDcps implements AutoCloseable {
    static final String ONE = "DCP1";
    static final String OTHER = "DCP2";
    static final int ROWS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestCluster cluster;

    TwoDcps(long seed, String... settings) throws SQLException {
        cluster = TestCluster.start(TestClusterSpec.of(MppSpec.ofEps(2), seed)
                .withMode(Mode.REAL)
                .withProxies(2)
                .withSettings(List.of(settings)));
        try (Connection ep = cluster.connect("EP01");
                Statement statement = ep.createStatement()) {
            statement.execute("CREATE TABLE T(K INT PRIMARY KEY, V INT) DISTRIBUTED BY HASH(K)");
            for (int key = 0; key < ROWS; key++) {
                statement.execute("INSERT INTO T VALUES(%d, 0)".formatted(key));
            }
        }
    }

    /** Where a DCP's user port is, as clients reach it. */
    String address(String dcp) {
        return "127.0.0.1:" + ((InetSocketAddress) cluster.dcp(dcp).userAddress()).getPort();
    }

    /** The service dcp of manual 6.3, given in the URL: then the driver's JVM shares its rotation. */
    String serviceUrl() {
        return "jdbc:dm://dcp?dcp=(%s,%s)&language=en".formatted(address(ONE), address(OTHER));
    }

    String url(String dcp) {
        return cluster.url(dcp) + "?language=en";
    }

    static Connection connect(String url) throws SQLException {
        return DriverManager.getConnection(url, "SYSDBA", "SYSDBA");
    }

    /** A DBA's statement at a DCP's management port. */
    void manage(String dcp, String sql) throws SQLException {
        try (Connection dba = connect(cluster.managementUrl(dcp) + "?language=en");
                Statement statement = dba.createStatement()) {
            statement.execute(sql);
        }
    }

    String managed(String dcp, String query) throws SQLException {
        try (Connection dba = connect(cluster.managementUrl(dcp) + "?language=en")) {
            return read(dba, query);
        }
    }

    /** The first column of the first row. */
    static String read(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** What has become of the sessions of a DCP: {@code moved idle transaction left}. */
    String counted(String dcp) throws SQLException {
        return managed(
                dcp,
                "SELECT MOVED || ' ' || CLOSED_IDLE || ' ' || CLOSED_IN_TRX || ' ' || LEFT_BY_SELF FROM V$DCP_DRAIN");
    }

    int sessions(String dcp) {
        return cluster.dcp(dcp).sessions();
    }

    void awaitDrained(String dcp) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> managed(dcp, "SELECT STATUS FROM V$DCP_DRAIN").equals("DRAINED"));
    }

    /** Ends a DCP, as it stands. */
    void stop(String dcp) {
        cluster.stopDcp(dcp);
    }

    /** It is back where it was, and lets clients in when this returns. */
    void start(String dcp) {
        cluster.startDcp(dcp);
    }

    @Override
    public void close() {
        cluster.close();
    }
}
