package io.opendcp.simulator.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.LoopTime;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.monitor.MonitorConsole;
import io.opendcp.simulator.setup.SetupConsole;
import java.net.BindException;
import java.net.SocketAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where an MPP can be told its faults over HTTP. All is done on the MPP's event loop. Nobody is asked who he is: it belongs on
 * the loopback address.
 */
public final class HttpPort implements AutoCloseable {
    /** Of a body; the words of a fault are some 100 bytes. */
    static final int BODY_MAX_BYTES = 16 << 10;

    static final int CONNECTIONS_MAX = 64;

    private static final int LINE_MAX_BYTES = 1 << 10;
    private static final int HEADERS_MAX_BYTES = 8 << 10;
    private static final int CHUNK_MAX_BYTES = 8 << 10;

    private final Network network;
    private final Set<Channel> connections;
    private final Channel listening;

    private HttpPort(Network network, Set<Channel> connections, Channel listening) {
        this.network = network;
        this.connections = connections;
        this.listening = listening;
    }

    /**
     * Listens.
     *
     * @param network whose event loop and time the MPP has
     * @param monitor its console; empty while nobody watches
     * @param console on the machines; empty where there is none
     * @throws BindException if the port cannot be had
     */
    public static HttpPort listen(
            Network network,
            SocketAddress at,
            SimulatedMpp mpp,
            Supplier<Optional<MonitorConsole>> monitor,
            Optional<SetupConsole> console)
            throws BindException {
        return listen(network, at, mpp, monitor, console, new LoopTime(network.loop()));
    }

    /** @param patience what requests may take is measured in; the MPP's time may stand still, or leap */
    static HttpPort listen(
            Network network,
            SocketAddress at,
            SimulatedMpp mpp,
            Supplier<Optional<MonitorConsole>> monitor,
            Optional<SetupConsole> console,
            Time patience)
            throws BindException {
        Set<Channel> connections = new LinkedHashSet<>();
        Resources resources = new Resources(mpp, network.time(), monitor, console);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(network.loop(), network.loop())
                .channel(network.transport().serverChannel())
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        if (connections.size() >= CONNECTIONS_MAX) {
                            channel.close();
                            return;
                        }
                        connections.add(channel);
                        channel.closeFuture().addListener(closed -> connections.remove(channel));
                        channel.pipeline()
                                .addLast(
                                        new HttpServerCodec(LINE_MAX_BYTES, HEADERS_MAX_BYTES, CHUNK_MAX_BYTES),
                                        new HttpServerKeepAliveHandler(),
                                        new HttpObjectAggregator(BODY_MAX_BYTES, true),
                                        new RequestHandler(resources, patience));
                    }
                });
        ChannelFuture bound = network.call(() -> bootstrap.register().channel().bind(at));
        if (!bound.isSuccess()) {
            bound.channel().close();
            Throwable cause = bound.cause();
            throw new BindException("cannot listen on " + network.name(at) + ": "
                    + (cause == null ? "not bound at once" : cause.getMessage()));
        }
        return new HttpPort(network, connections, bound.channel());
    }

    /** Where it listens. */
    public SocketAddress address() {
        return listening.localAddress();
    }

    /** Idempotent; waits for it unless called on the event loop. */
    @Override
    public void close() {
        ChannelFuture closed = network.call(() -> {
            List.copyOf(connections).forEach(Channel::close);
            return listening.close();
        });
        if (!network.loop().inEventLoop()) {
            closed.awaitUninterruptibly();
        }
    }
}
