package io.opendcp.simulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.fault.Fault;
import io.opendcp.simulator.fault.FaultListener;
import io.opendcp.simulator.fault.WriteConflict;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Defects of the simulator are not only logged. Here they are planted where it tells of bites. */
class DefectTest {
    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final Network network = Network.sockets(group.next(), new LoopTime(group.next()), new SplittableRandom(3));
    private final IllegalStateException planted = new IllegalStateException("planted");
    private final List<Throwable> defects = new CopyOnWriteArrayList<>();
    private final Logger log = (Logger) LoggerFactory.getLogger(EpDoor.class);
    private MppServer mpp;

    @BeforeEach
    void start() throws Exception {
        log.setLevel(Level.OFF); // what is planted here worries nobody
        mpp = MppServer.start(
                MppSpec.ofEps(2), network, 1, ep -> new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        mpp.run(cluster -> {
            cluster.listen(ep -> new Thrower());
            cluster.onDefect(defect -> {
                assertThat(network.loop().inEventLoop()).isTrue();
                defects.add(defect);
            });
        });
    }

    @AfterEach
    void stop() {
        log.setLevel(null);
        mpp.close();
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    private Connection connect() throws SQLException {
        int port = ((InetSocketAddress) mpp.address(0)).getPort();
        return DriverManager.getConnection("jdbc:dm://127.0.0.1:" + port + "?language=en", "SYSDBA", "SYSDBA");
    }

    @Test
    void a_defect_amid_a_statement_is_told_to_whoever_listens() throws Exception {
        try (Connection client = connect();
                Statement statement = client.createStatement()) {
            statement.execute("CREATE TABLE T(K INT)");
            assertThat(defects).isEmpty();
            mpp.run(cluster -> cluster.ep(0).suffers(new WriteConflict(1)));

            assertThatThrownBy(() -> statement.execute("INSERT INTO T VALUES(1)"))
                    .isInstanceOf(SQLException.class);
        }

        assertThat(defects).containsExactly(planted);
    }

    @Test
    void so_is_one_amid_a_login() {
        EpDoor door = mpp.with(cluster -> new EpDoor(cluster.spec(), cluster.ep(1), cluster::defect));

        mpp.run(cluster -> door.onDefect(planted));

        assertThat(defects).containsExactly(planted);
    }

    private final class Thrower implements FaultListener {
        @Override
        public void suffered(Fault fault) {}

        @Override
        public void bitten(String kind) {
            throw planted;
        }

        @Override
        public void healed(Fault fault) {}
    }
}
