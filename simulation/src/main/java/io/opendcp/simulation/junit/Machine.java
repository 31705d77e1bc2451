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

    /** What is on its way on the loopback address arrives sooner, in real time. */
    private static final int IN_VAIN_MILLIS = 30;

    private final MultiThreadIoEventLoopGroup group = new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("test-cluster", true), NioIoHandler.newFactory());
    private final FreePorts hosts = new FreePorts();
    private final @Nullable TurnedTime turned;
    private final Network network;
    private final WatchedTransport watched;

    /** @param seed of the network's chance */
    public Machine(Mode mode, long seed) {
        EventLoop loop = group.next();
        turned = mode == Mode.TURNED ? new TurnedTime(START) : null;
        Time time = turned != null ? turned : new LoopTime(loop);
        Network sockets = Network.sockets(loop, time, new SplittableRandom(seed));
        watched = new WatchedTransport(sockets.transport());
        network = turned == null ? sockets : new Network(loop, watched, time, sockets.chance());
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
        long end = network.call(turned::nanos) + step.toNanos();
        settle();
        while (network.call(() -> turnsToNext(turned, end))) {
            settle();
        }
    }

    /** One thing that is due by {@code end}, if there is any; else the time is {@code end}. */
    private static boolean turnsToNext(TurnedTime time, long end) {
        Duration left = Duration.ofNanos(end - time.nanos());
        boolean due = time.next().filter(next -> next.compareTo(left) <= 0).isPresent();
        if (due) {
            time.turnToNext();
        } else {
            time.turn(left);
        }
        return due;
    }

    /**
     * What servers say to each other has arrived: else all time limits of what a timer began would pass before a byte of it could
     * move. What does not get on, as a fault may have it, is waited for a little in vain.
     */
    private void settle() {
        long seen = -1;
        for (int lost = 0; lost < IN_VAIN_MILLIS && !network.call(watched::isSilent); lost++) {
            long arrivals = network.call(watched::arrivals);
            lost = arrivals == seen ? lost : 0;
            seen = arrivals;
            network.loop().schedule(() -> {}, 1, TimeUnit.MILLISECONDS).syncUninterruptibly();
        }
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
