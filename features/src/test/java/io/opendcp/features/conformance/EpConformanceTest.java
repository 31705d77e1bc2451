package io.opendcp.features.conformance;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.server.MppServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The list straight on an EP of an MPP of three with seeded hash maps. */
class EpConformanceTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(7));
    private MppServer mpp;
    private Conformance list;

    @BeforeEach
    void start() throws Exception {
        MppSpec spec = MppSpec.ofEps(3).withHashMaps(MppSpec.HashMaps.SEEDED);
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        mpp = MppServer.start(spec, network, 7, ep -> anyPort);
        int port = ((InetSocketAddress) mpp.address(1)).getPort();
        list = new Conformance("jdbc:dm://127.0.0.1:" + port, "SYSDBA", "SYSDBA");
    }

    @AfterEach
    void stop() throws Exception {
        list.close();
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    @TestFactory
    Stream<DynamicContainer> every_statement_comes_to_what_the_list_says() {
        return list.tests();
    }
}
