package io.opendcp.features;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.host.FreePorts;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.proxy.account.Account;
import io.opendcp.proxy.server.DcpServer;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.server.MppServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;

/** A simulated MPP and a DCP before it on free ports, in real time, the DCP refreshed; SYSDBA/SYSDBA everywhere. */
public final class Testbed implements AutoCloseable {
    private static final String SYSDBA = "SYSDBA";

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(2, NioIoHandler.newFactory());
    private final FreePorts hosts = new FreePorts();
    private final Path dir;
    private final MppServer mpp;
    private final DcpServer dcp;

    /**
     * Starts both.
     *
     * @param settings lines of dm.ini beside those that a DCP needs
     * @param seed of both, each in its own way
     */
    public Testbed(MppSpec spec, long seed, String... settings) throws IOException, SQLException {
        SplittableRandom chance = new SplittableRandom(seed);
        mpp = MppServer.start(spec, network(chance), seed, ep -> hosts.toBind());
        for (EpSpec ep : spec.eps()) {
            hosts.bound(ep.instanceHost(), ep.instancePort(), (InetSocketAddress) mpp.address(ep.epno()));
        }
        dir = Files.createTempDirectory("opendcp-");
        Path ini = dir.resolve("dm.ini");
        Files.writeString(
                ini,
                "INSTANCE_NAME = DCP\nPORT_NUM = 5238\nENABLE_DCP_MODE = 1\nDCP_PORT_NUM = 5239\n"
                        + String.join("\n", settings) + "\n");
        Account.of(SYSDBA, SYSDBA, Account.MIN_ITERATIONS, new Random(seed)).write(dir.resolve(Account.INITIAL_FILE));
        dcp = DcpServer.start(
                DmIni.readDcp(ini), dir, network(chance), hosts, new Random(seed), hosts.toBind(), hosts.toBind());
        EpSpec first = spec.eps().get(0);
        try (Connection management = management();
                Statement statement = management.createStatement()) {
            statement.execute("SP_DCP_ADD_INST('%s', '%s', %d)"
                    .formatted(first.instanceName(), first.instanceHost(), first.instancePort()));
            statement.execute("SP_DCP_SET_LOGIN('SYSDBA', 'SYSDBA')");
            statement.execute("SP_DCP_REFRESH_CONFIG()");
        }
    }

    private Network network(SplittableRandom chance) {
        EventLoop loop = group.next();
        return Network.sockets(loop, new LoopTime(loop), chance.split());
    }

    /** As an application connects. */
    public Connection dcp() throws SQLException {
        return connect(dcp.userAddress(), SYSDBA, "");
    }

    /** As an administrator connects. */
    public Connection management() throws SQLException {
        return connect(dcp.managementAddress(), SYSDBA, "");
    }

    /** Past the DCP. */
    public Connection ep(int epno) throws SQLException {
        return connect(mpp.address(epno), SYSDBA, "");
    }

    /** Past the DCP, in a session that sees one EP only. */
    public Connection localOn(int epno) throws SQLException {
        return connect(mpp.address(epno), SYSDBA, "&mppLocal=true");
    }

    /** The ports of the DCP, user's and management's, and those of the EPs. */
    public List<SocketAddress> ports() {
        return Stream.concat(
                        Stream.of(dcp.userAddress(), dcp.managementAddress()),
                        this.<List<Integer>>mpp(cluster -> cluster.eps().stream()
                                        .map(ep -> ep.spec().epno())
                                        .toList())
                                .stream()
                                .map(mpp::address))
                .toList();
    }

    private static Connection connect(SocketAddress at, String user, String properties) throws SQLException {
        String url = "jdbc:dm://127.0.0.1:" + ((InetSocketAddress) at).getPort() + "?language=en" + properties;
        return DriverManager.getConnection(url, user, SYSDBA);
    }

    /** Looks at the cluster on its event loop. */
    public <T> T mpp(Function<SimulatedMpp, T> use) {
        return mpp.with(use);
    }

    /** The DCP itself. */
    public DcpServer server() {
        return dcp;
    }

    @Override
    public void close() throws IOException {
        dcp.close();
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
