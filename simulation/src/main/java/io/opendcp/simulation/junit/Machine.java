package io.opendcp.simulation.junit;

import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.opendcp.protocol.host.FreePorts;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.protocol.time.Time;
import io.opendcp.protocol.time.TurnedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where a test's servers run: one event loop, with its time, chance from a seed, and names for free ports. */
public final class Machine implements Clock, AutoCloseable {
    /** When turned time begins. */
    public static final Instant START = Instant.parse("2026-11-23T00:00:00Z");

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("test-cluster", true), NioIoHandler.newFactory());
    private final FreePorts hosts = new FreePorts();
    private final @Nullable TurnedTime turned;
    private final Network network;

    /** @param seed of the network's chance */
    public Machine(Mode mode, long seed) {
        EventLoop loop = group.next();
        turned = mode == Mode.TURNED ? new TurnedTime(START) : null;
        Time time = turned != null ? turned : new LoopTime(loop);
        network = Network.sockets(loop, time, new SplittableRandom(seed));
    }

    public Network network() {
        return network;
    }

    /** What the cluster's addresses are here. */
    public FreePorts hosts() {
        return hosts;
    }

    @Override
    public Instant now() {
        return network.call(() -> network.time().now());
    }

    @Override
    public void turn(Duration step) {
        if (turned == null) {
            throw new IllegalStateException("mode = REAL: time passes by itself");
        }
        if (step.isNegative()) {
            throw new IllegalArgumentException("time does not run backwards: " + step);
        }
        network.call(() -> {
            turned.turn(step);
            return true;
        });
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
