package io.opendcp.features.several;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.error.Language;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.server.Servers;
import io.opendcp.proxy.server.StartException;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** DCPs of two MPPs in one process. */
class SeveralMppsTest {
    private static final String LOGIN = "SYSDBA";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());

    private Path dir;

    private final int[] ports = new int[4];

    @BeforeEach
    void choosePorts(@TempDir Path empty) throws IOException {
        dir = empty;
        ServerSocket[] free = new ServerSocket[ports.length];
        for (int i = 0; i < ports.length; i++) {
            free[i] = new ServerSocket(0);
            ports[i] = free[i].getLocalPort();
        }
        for (ServerSocket each : free) {
            each.close();
        }
    }

    @AfterEach
    void stop() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Path ini(String name, int port, int managementPort) throws IOException {
        Path folder = Files.createDirectories(dir.resolve(name));
        if (!Files.exists(folder.resolve(Account.INITIAL_FILE))) {
            Account.of(LOGIN, LOGIN, Account.MIN_ITERATIONS, new Random(1)).write(folder.resolve(Account.INITIAL_FILE));
        }
        return Files.writeString(folder.resolve("dm.ini"), """
                INSTANCE_NAME   = DCP
                PORT_NUM        = %d
                ENABLE_DCP_MODE = 1
                DCP_PORT_NUM    = %d
                """.formatted(port, managementPort));
    }

    private static Servers start(Path... files) throws StartException {
        return Servers.start(List.of(files), HostTable.system(), warning -> {});
    }

    private static Connection connect(int port) throws SQLException {
        return DriverManager.getConnection("jdbc:dm://127.0.0.1:" + port + "?language=en", LOGIN, LOGIN);
    }

    private static void run(int port, String... texts) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement()) {
            for (String text : texts) {
                statement.execute(text);
            }
        }
    }

    private static String value(int port, String sql) throws SQLException {
        try (Connection connection = connect(port);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private MppServer mpp(long seed) throws IOException {
        Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(seed));
        return MppServer.start(
                MppSpec.ofEps(2), network, seed, ep -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private static void configure(int managementPort, MppServer mpp) throws SQLException {
        String add = "SP_DCP_ADD_INST('EP0%d', '127.0.0.1', %d)";
        run(
                managementPort,
                add.formatted(1, ((InetSocketAddress) mpp.address(0)).getPort()),
                add.formatted(2, ((InetSocketAddress) mpp.address(1)).getPort()),
                "SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')",
                "SP_DCP_REFRESH_CONFIG()");
    }

    @Test
    void each_serves_its_own_mpp_from_its_own_folder_and_all_stop_together() throws Exception {
        try (MppServer one = mpp(1);
                MppServer other = mpp(2)) {
            try (Servers servers = start(ini("one", ports[0], ports[1]), ini("other", ports[2], ports[3]))) {
                configure(ports[1], one);
                assertThatThrownBy(() -> connect(ports[2]))
                        .as("the other one is not configured yet")
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                e -> assertThat(e.getErrorCode()).isEqualTo(-8911));
                configure(ports[3], other);
                run(ports[0], "CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)", "INSERT INTO T VALUES(1)");
                run(ports[2], "CREATE TABLE T(K INT PRIMARY KEY) DISTRIBUTED BY HASH(K)", "INSERT INTO T VALUES(2)");

                assertThat(value(ports[0], "SELECT K FROM T")).isEqualTo("1");
                assertThat(value(ports[2], "SELECT K FROM T")).isEqualTo("2");
                assertThat(servers.running()).hasSize(2);
                for (String name : List.of("one", "other")) {
                    assertThat(dir.resolve(name)).isDirectoryContaining("glob:**catalogue.mv.db");
                    assertThat(Files.readString(dir.resolve(name).resolve("audit.log")))
                            .contains("SP_DCP_REFRESH_CONFIG");
                }
                run(ports[1], "CREATE USER CLERK IDENTIFIED BY \"clerk-password\"");
                assertThrows(
                        SQLException.class,
                        () -> DriverManager.getConnection(
                                "jdbc:dm://127.0.0.1:" + ports[3], "CLERK", "clerk-password"));
            }
            for (int port : ports) {
                assertThrows(SQLException.class, () -> connect(port));
            }
        }
    }

    private String refused(Path... files) {
        return String.join(
                "\n", assertThrows(StartException.class, () -> start(files)).messages(Language.ENGLISH));
    }

    @Test
    void what_is_in_each_others_way_is_told_before_anything_starts() throws Exception {
        Path one = ini("one", ports[0], ports[1]);
        Path same = ini("same", ports[2], ports[0]);
        Path beside = Files.copy(one, one.resolveSibling("dm2.ini"));

        assertThat(refused(one, same)).isEqualTo(one + " and " + same + " use the same port " + ports[0]);
        assertThat(refused(one, beside)).contains("are in one folder", "use the same port " + ports[1]);
        assertThat(one.resolveSibling("catalogue.mv.db")).doesNotExist();
    }

    @Test
    void one_that_cannot_start_stops_all_and_is_named() throws Exception {
        Path one = ini("one", ports[0], ports[1]);
        Path other = ini("other", ports[2], ports[3]);
        try (ServerSocket taken = new ServerSocket(ports[3])) {
            assertThat(refused(one, other))
                    .startsWith(other + ": cannot listen on")
                    .contains(":" + ports[3]);
            assertThat(taken.isBound()).isTrue();
        }
        Files.writeString(
                other,
                "INSTANCE_NAME = X\nENABLE_DCP_MODE = 1\nDCP_TLS = 1\nPORT_NUM = " + ports[2] + "\nDCP_PORT_NUM = "
                        + ports[3] + "\n");
        assertThat(refused(one, other)).startsWith(other.resolveSibling("server.crt") + ": cannot be read");
        Files.writeString(other, "INSTANCE_NAME = X\n");
        assertThat(refused(one, other)).contains(other + ": ENABLE_DCP_MODE");
        try (Servers alone = start(one)) {
            assertThat(alone.running()).hasSize(1);
            assertThat(value(ports[1], "SELECT COUNT(*) FROM SYSDCPINSTS")).isEqualTo("0");
        }
    }
}
