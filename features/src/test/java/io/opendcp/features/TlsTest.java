package io.opendcp.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opendcp.protocol.error.Language;
import io.opendcp.proxy.disql.DisqlTool;
import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulator.MppSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A DCP whose ports want TLS, with the official driver; its files are replaced while it runs. */
class TlsTest {
    private Path dir;
    private TestCluster cluster;

    @BeforeEach
    void start(@TempDir Path empty) throws IOException {
        dir = empty;
        for (String name : List.of("server.crt", "server.key", "client.crt", "client.jks", "stranger.jks")) {
            put(name, name);
        }
        cluster = TestCluster.start(TestClusterSpec.of(MppSpec.ofEps(2), 3)
                .withMode(Mode.TURNED)
                .withSettings(List.of(
                        "DCP_TLS = 1",
                        "DCP_LOGIN_TIMEOUT = 60",
                        "DCP_TLS_CERT = " + dir.resolve("server.crt"),
                        "DCP_TLS_KEY = " + dir.resolve("server.key"),
                        "DCP_TLS_CA = " + dir.resolve("client.crt"))));
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    /** Replaces a file of the DCP by one of the tests'. */
    private void put(String name, String by) throws IOException {
        try (InputStream in = TlsTest.class.getResourceAsStream("/tls/" + by)) {
            Files.write(dir.resolve(name), Objects.requireNonNull(in).readAllBytes());
        }
    }

    private Connection connect(String url, String store) throws SQLException {
        String tls = "&connectTimeout=60000&sslKeystorePass=changeit&sslFilesPath=" + dir.resolve(store);
        return DriverManager.getConnection(url + "?language=en" + tls, cluster.user(), cluster.password());
    }

    private Connection connect() throws SQLException {
        return connect(cluster.url(), "client.jks");
    }

    private static String value(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    @Test
    void both_ports_are_encrypted_and_long_requests_and_replies_pass() throws SQLException {
        try (Connection dba = connect(cluster.managementUrl(), "client.jks")) {
            assertThat(value(dba, "SELECT COUNT(*) FROM V$DCPINSTS")).isEqualTo("2");
        }
        try (Connection app = connect();
                Statement statement = app.createStatement()) {
            statement.execute("CREATE TABLE T(K INT PRIMARY KEY, V VARCHAR(8000)) DISTRIBUTED BY HASH(K)");
            try (PreparedStatement insert = app.prepareStatement("INSERT INTO T VALUES(?, ?)")) {
                for (int i = 0; i < 400; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, Integer.toString(i % 10).repeat(8000));
                    insert.addBatch();
                }
                insert.executeBatch(); // 3 MB in a frame or few
            }
            int rows = 0;
            try (ResultSet all = statement.executeQuery("SELECT K, V FROM T ORDER BY K")) {
                for (; all.next(); rows++) {
                    assertThat(all.getString(2))
                            .isEqualTo(Integer.toString(rows % 10).repeat(8000));
                }
            }
            assertThat(rows).isEqualTo(400);
        }
    }

    private String disql(String url, String options, String... input) {
        StringWriter shown = new StringWriter();
        PrintWriter screen = new PrintWriter(shown);
        BufferedReader typed = new BufferedReader(new StringReader(String.join("\n", input) + "\n"));
        String logon = cluster.user() + "/\"" + cluster.password() + "\"@" + url.replace("jdbc:dm://", "") + options;
        int exit = new DisqlTool(Language.ENGLISH, typed).run(screen, screen, logon);
        return shown.toString().replaceAll(" +", " ") + "exit " + exit;
    }

    @Test
    void disql_logs_in_with_a_key_store_and_is_told_so_without() {
        String tls = "#{ssl_path=" + dir.resolve("client.jks") + ", ssl_pwd=changeit}";
        assertThat(disql(cluster.url(), tls, "SELECT 6 * 7;")).contains("42").endsWith("exit 0");
        assertThat(disql(cluster.managementUrl(), tls, "SELECT NAME FROM V$DCPINSTS ORDER BY 1;"))
                .contains("EP01", "EP02")
                .endsWith("exit 0");
        assertThat(disql(cluster.url(), "", "SELECT 6 * 7;"))
                .containsIgnoringCase("SSL")
                .doesNotContain("42")
                .endsWith("exit 1");
        String stranger = tls.replace("client.jks", "stranger.jks");
        assertThat(disql(cluster.url(), stranger, "SELECT 6 * 7;"))
                .doesNotContain("42")
                .endsWith("exit 1");
    }

    @Test
    void who_has_no_certificate_that_the_ca_knows_is_not_let_in() {
        assertThatThrownBy(() -> connect(cluster.url(), "stranger.jks")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(cluster.url(), cluster.user(), cluster.password()))
                .isInstanceOf(SQLException.class);
        assertThat(cluster.dcp().sessions()).isZero();
    }

    @Test
    void new_files_hold_for_new_connections_and_broken_ones_do_not() throws Exception {
        try (Connection before = connect()) {
            Files.writeString(dir.resolve("server.crt"), "broken");
            cluster.clock().turn(Duration.ofSeconds(11));
            assertThat(value(before, "SELECT 7")).isEqualTo("7");
            try (Connection still = connect()) {
                assertThat(value(still, "SELECT 7")).isEqualTo("7");
            }
            put("server.crt", "other.crt");
            cluster.clock().turn(Duration.ofSeconds(11)); // without its key it is broken, too
            try (Connection still = connect()) {
                assertThat(value(still, "SELECT 7")).isEqualTo("7");
            }
            put("server.key", "other.key");
            put("client.crt", "other.crt"); // from now on nobody's certificate is known
            cluster.clock().turn(Duration.ofSeconds(11));
            assertThatThrownBy(this::connect).isInstanceOf(SQLException.class);
            assertThat(value(before, "SELECT 7")).as("who is in stays in").isEqualTo("7");
            put("client.crt", "client.crt");
            Files.setLastModifiedTime(dir.resolve("client.crt"), java.nio.file.attribute.FileTime.fromMillis(1));
            cluster.clock().turn(Duration.ofSeconds(11));
            try (Connection again = connect()) {
                assertThat(value(again, "SELECT 7")).isEqualTo("7");
            }
        }
    }
}
