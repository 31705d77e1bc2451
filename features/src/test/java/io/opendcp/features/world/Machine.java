package io.opendcp.features.world;

import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.opendcp.protocol.host.FreePorts;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/**
 * One event loop for all servers of a scenario, with a clock that stands still until the scenario turns it, chance from a
 * seed, and the manual's addresses as names for free ports.
 */
public final class Machine implements AutoCloseable {
    /** When every scenario begins. */
    public static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    /** All chance in a scenario comes from it; {@code -Ddcp.seed} sets another. */
    public static final long SEED = Long.parseLong(
            System.getProperty("dcp.seed", "").isBlank()
                    ? "20261123"
                    : System.getProperty("dcp.seed", "").strip());

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final TurnedTime time = new TurnedTime(START);
    private final Network network = Network.sockets(group.next(), time, new SplittableRandom(SEED));
    private final FreePorts hosts = new FreePorts();

    Network network() {
        return network;
    }

    FreePorts hosts() {
        return hosts;
    }

    /** Lets {@code step} pass: what falls due in it is started; what that sets going on the network goes on by itself. */
    public void turn(Duration step) {
        network.loop().submit(() -> time.turn(step)).syncUninterruptibly();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
