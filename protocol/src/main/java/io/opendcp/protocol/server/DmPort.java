package io.opendcp.protocol.server;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.util.AttributeKey;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.net.Network;
import java.net.BindException;
import java.net.SocketAddress;

/** A port that looks like a DM server's. Its connections run on one event loop. */
public final class DmPort implements AutoCloseable {
    /** Who somebody that is logging in, or has logged in, says to be, as typed. */
    public static final AttributeKey<String> USER = AttributeKey.valueOf(DmPort.class, "USER");

    private static final int BACKLOG = 512;

    private final ChannelGroup connections;
    private final Channel listening;

    private DmPort(ChannelGroup connections, Channel listening) {
        this.connections = connections;
        this.listening = listening;
    }

    /**
     * Starts listening. Called from the event loop or from outside; waits until the port is bound.
     *
     * @throws BindException if it cannot be
     */
    public static DmPort listen(Network network, SocketAddress address, Door door, PortLimits limits)
            throws BindException {
        ChannelGroup connections = new DefaultChannelGroup(network.loop());
        ServerBootstrap bootstrap = new ServerBootstrap()
                .group(network.loop(), network.loop())
                .channel(network.serverChannel())
                .childHandler(new Connecting(network, door, limits, connections));
        if (address instanceof java.net.InetSocketAddress) {
            bootstrap
                    .option(ChannelOption.SO_BACKLOG, BACKLOG)
                    .option(ChannelOption.SO_REUSEADDR, true)
                    .childOption(ChannelOption.TCP_NODELAY, true)
                    .childOption(ChannelOption.SO_KEEPALIVE, true);
        }
        // On the loop nothing of this has to wait: a channel registers and binds within the call.
        ChannelFuture bound = network.loop().inEventLoop()
                ? bootstrap.register().channel().bind(address)
                : bootstrap.bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            BindException refused = new BindException("cannot listen on " + Network.name(address) + ": "
                    + bound.cause().getMessage());
            refused.initCause(bound.cause());
            throw refused;
        }
        return new DmPort(connections, bound.channel());
    }

    /** Where it listens, with the port that was given if 0 was asked for. */
    public SocketAddress address() {
        return listening.localAddress();
    }

    /** Stops listening and closes all connections; waits for it unless called on the event loop. Idempotent. */
    @Override
    public void close() {
        var closing = listening.close();
        var ending = connections.close();
        if (!listening.eventLoop().inEventLoop()) {
            closing.awaitUninterruptibly();
            ending.awaitUninterruptibly();
        }
    }

    private static final class Connecting extends ChannelInitializer<Channel> {
        private final Network network;
        private final Door door;
        private final PortLimits limits;
        private final ChannelGroup connections;
        private int strangers;

        Connecting(Network network, Door door, PortLimits limits, ChannelGroup connections) {
            this.network = network;
            this.door = door;
            this.limits = limits;
            this.connections = connections;
        }

        @Override
        public boolean isSharable() {
            return true;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (strangers >= limits.strangers()) {
                channel.close(); // nothing is said: saying it to a flood would be work for the flood
                return;
            }
            strangers++;
            connections.add(channel);
            FrameDecoder decoder = FrameDecoder.streaming(limits.heldFrame(), limits.strangerFrame());
            channel.pipeline()
                    .addLast("frames", decoder)
                    .addLast("half", new HalfFrameHandler(decoder, network.time(), limits.halfFrame()))
                    .addLast("login", new LoginHandler(door, network, limits, decoder, () -> strangers--));
            door.onConnected(channel);
        }
    }
}
