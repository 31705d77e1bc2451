package io.opendcp.protocol.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.util.AttributeKey;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.net.Network;
import java.net.BindException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A port that looks like a DM server's. Its connections run on one event loop. */
public final class DmPort implements AutoCloseable {
    /** Who somebody that is logging in, or has logged in, says to be, as typed. */
    public static final AttributeKey<String> USER = AttributeKey.valueOf(DmPort.class, "USER");

    /** The decoder in a connection's pipeline. */
    static final String FRAMES = "frames";

    private static final int BACKLOG = 512;

    private final Network network;
    /** In the order in which they came, in which they are closed. */
    private final Set<Channel> connections;

    private final Connecting connecting;
    private final Channel listening;

    private DmPort(Network network, Set<Channel> connections, Connecting connecting, Channel listening) {
        this.network = network;
        this.connections = connections;
        this.connecting = connecting;
        this.listening = listening;
    }

    /**
     * Starts listening. Called from the event loop or from outside; it listens when this returns.
     *
     * @throws BindException if it cannot
     */
    public static DmPort listen(Network network, SocketAddress address, Door door, PortLimits limits)
            throws BindException {
        Set<Channel> connections = new LinkedHashSet<>();
        Connecting connecting = new Connecting(network, door, limits, connections);
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(network.loop(), network.loop())
                .channel(network.transport().serverChannel())
                .childHandler(connecting);
        if (address instanceof java.net.InetSocketAddress) {
            bootstrap
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true);
        }
        // On the loop nothing of this has to wait: a channel registers and binds within the call.
        ChannelFuture bound = network.call(() -> bootstrap.register().channel().bind(address));
        if (!bound.isSuccess()) {
            bound.channel().close();
            Throwable cause = bound.cause();
            BindException refused = new BindException("cannot listen on " + network.name(address) + ": "
                    + (cause == null ? "not bound at once" : cause.getMessage()));
            refused.initCause(cause);
            throw refused;
        }
        return new DmPort(network, connections, connecting, bound.channel());
    }

    /** Where it listens, with the port that was given if 0 was asked for. */
    public SocketAddress address() {
        return listening.localAddress();
    }

    /** From now on who connects must have logged in within {@code time}. Called on the event loop. */
    public void loginWithin(Duration time) {
        connecting.limits = connecting.limits.withLogin(time);
    }

    /** Stops listening and closes all connections; waits for it unless called on the event loop. Idempotent. */
    @Override
    public void close() {
        List<ChannelFuture> closing = network.call(() -> {
            List<ChannelFuture> all = new ArrayList<>();
            all.add(listening.close());
            List.copyOf(connections).forEach(each -> all.add(each.close()));
            return all;
        });
        if (!network.loop().inEventLoop()) {
            closing.forEach(ChannelFuture::awaitUninterruptibly);
        }
    }

    private static final class Connecting extends ChannelInitializer<Channel> {
        private final Network network;
        private final Door door;
        private final Set<Channel> connections;
        private final Map<String, Integer> bySource = new HashMap<>();
        private PortLimits limits;
        private int strangers;

        Connecting(Network network, Door door, PortLimits limits, Set<Channel> connections) {
            this.network = network;
            this.door = door;
            this.limits = limits;
            this.connections = connections;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        private void settled(String source) {
            strangers--;
            bySource.computeIfPresent(source, (its, count) -> count == 1 ? null : count - 1);
        }

        @Override
        protected void initChannel(Channel channel) {
            String source = network.source(channel.remoteAddress());
            if (strangers >= limits.strangers() || bySource.getOrDefault(source, 0) >= limits.ofOneSource()) {
                channel.close(); // nothing is said: saying it to a flood would be work for the flood
                return;
            }
            strangers++;
            bySource.merge(source, 1, Integer::sum);
            connections.add(channel);
            channel.closeFuture().addListener(closed -> connections.remove(channel));
            FrameDecoder decoder = FrameDecoder.streaming(limits.heldFrame(), limits.strangerFrame());
            channel.pipeline()
                    .addLast(FRAMES, decoder)
                    .addLast("half", new HalfFrameHandler(decoder, network.time(), limits.halfFrame()))
                    .addLast("login", new LoginHandler(door, network, limits, decoder, () -> settled(source)));
            network.transport().begins(channel);
            door.onConnected(channel);
        }
    }
}
