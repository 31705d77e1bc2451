package io.opendcp.features;

import io.opendcp.proxy.server.DcpServer;
import io.opendcp.simulation.junit.Mode;
import io.opendcp.simulation.junit.TestCluster;
import io.opendcp.simulation.junit.TestClusterSpec;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import java.net.SocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** A test cluster with one DCP in real time, whose errors are in English. */
public final class Testbed implements AutoCloseable {
    private final TestCluster cluster;

    /**
     * Starts it.
     *
     * @param settings lines of dm.ini beside those that a DCP needs
     */
    public Testbed(MppSpec spec, long seed, String... settings) {
        cluster = TestCluster.start(
                TestClusterSpec.of(spec, seed).withMode(Mode.REAL).withSettings(List.of(settings)));
    }

    /** Of the DCP's user port; errors are in English. */
    public String url() {
        return cluster.url() + "?language=en";
    }

    /** As an application connects. */
    public Connection dcp() throws SQLException {
        return connect(cluster.url(), "");
    }

    /** As an administrator connects. */
    public Connection management() throws SQLException {
        return connect(cluster.managementUrl(), "");
    }

    /** Past the DCP. */
    public Connection ep(int epno) throws SQLException {
        return connect(cluster.url(name(epno)), "");
    }

    /** Past the DCP, in a session that sees one EP only. */
    public Connection localOn(int epno) throws SQLException {
        return connect(cluster.url(name(epno)), "&mppLocal=true");
    }

    private String name(int epno) {
        return cluster.mpp().with(mpp -> mpp.ep(epno).spec().instanceName());
    }

    /** The ports of the DCP, user's and management's, and those of the EPs. */
    public List<SocketAddress> ports() {
        return Stream.concat(
                        Stream.of(server().userAddress(), server().managementAddress()),
                        cluster.spec().mpp().eps().stream().map(EpSpec::epno).map(cluster.mpp()::address))
                .toList();
    }

    private Connection connect(String url, String properties) throws SQLException {
        return DriverManager.getConnection(url + "?language=en" + properties, cluster.user(), cluster.password());
    }

    /** Looks at the cluster on its event loop. */
    public <T> T mpp(Function<SimulatedMpp, T> use) {
        return cluster.mpp().with(use);
    }

    /** The DCP itself. */
    public DcpServer server() {
        return cluster.dcp();
    }

    @Override
    public void close() {
        cluster.close();
    }
}
