package io.opendcp.proxy.server;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.host.HostTable;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.pool.ConnectionPool;
import io.opendcp.proxy.pool.PoolLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A DCP in a folder of its own, on free ports, with the accounts SYSDBA/SYSDBA; no EPs. */
final class DcpUnderTest implements AutoCloseable {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final DcpServer server;

    DcpUnderTest(Path dir) throws IOException {
        Path ini = dir.resolve("dm.ini");
        if (!Files.exists(ini)) {
            Account.of("SYSDBA", "SYSDBA", Account.MIN_ITERATIONS, new Random(1))
                    .write(dir.resolve(Account.INITIAL_FILE));
            Files.writeString(ini, """
                    INSTANCE_NAME   = DCP
                    PORT_NUM        = 5238 # applications
                    ENABLE_DCP_MODE = 1
                    DCP_PORT_NUM    = 5239
                    """);
        }
        Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(2));
        server = DcpServer.start(
                DmIni.readDcp(ini), dir, network, HostTable.system(), new Random(3), anyPort(), anyPort());
    }

    private static SocketAddress anyPort() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    PoolLimits poolLimits() {
        return server.withPool(ConnectionPool::limits);
    }

    String managementAddress() {
        return "127.0.0.1:" + ((InetSocketAddress) server.managementAddress()).getPort();
    }

    Connection manage(String user, String password) throws SQLException {
        return connect(server.managementAddress(), user, password);
    }

    Connection use(String user, String password) throws SQLException {
        return connect(server.userAddress(), user, password);
    }

    private static Connection connect(SocketAddress at, String user, String password) throws SQLException {
        int port = ((InetSocketAddress) at).getPort();
        return DriverManager.getConnection("jdbc:dm://127.0.0.1:" + port + "?language=en", user, password);
    }

    @Override
    public void close() {
        server.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
