package io.opendcp.simulator.fault;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.opendcp.protocol.net.Network;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.BiConsumer;

/**
 * A relay for bytes between clients and any server, whose port suffers faults: trouble before a server that is not ours, such as
 * a DCP. When one side closes, so does the other, once what was on its way has arrived.
 */
public final class Wire implements AutoCloseable {
    private final Network network;
    private final SocketAddress server;
    private final PortFaults faults;
    private final BiConsumer<Channel, Channel> joined;
    private final Channel listening;

    /**
     * Starts listening on a free port of the loopback address. Called from outside the event loop.
     *
     * @param network whose time and chance the faults have
     * @param server where connections lead to
     * @throws BindException if no port can be had
     */
    public Wire(Network network, SocketAddress server) throws BindException {
        this(network, server, (client, other) -> {});
    }

    /**
     * The same with somebody who looks on.
     *
     * @param joined told of each connection's two ends, the client's and the server's, before anything has come; handlers that it puts
     *     first in their pipelines see what comes from there
     * @throws BindException if no port can be had
     */
    public Wire(Network network, SocketAddress server, BiConsumer<Channel, Channel> joined) throws BindException {
        this.network = network;
        this.joined = joined;
        this.server = server;
        faults = new PortFaults(network.time(), network.chance(), null);
        var bound = new ServerBootstrap()
                .group(network.loop(), network.loop())
                .channel(network.transport().serverChannel())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        accept(client);
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindException("no free port: " + bound.cause().getMessage());
        }
        listening = bound.channel();
    }

    /** Where it listens. */
    public SocketAddress address() {
        return listening.localAddress();
    }

    /** What goes wrong on it. Used on the event loop only. */
    public PortFaults faults() {
        return faults;
    }

    private void accept(Channel client) {
        Bootstrap towards = new Bootstrap()
                .group(network.loop())
                .channel(network.transport().clientChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.AUTO_READ, false)
                .handler(new ToOther(client));
        Channel other = towards.connect(server)
                .addListener(done -> {
                    if (!done.isSuccess()) {
                        client.close();
                    } else {
                        client.config().setAutoRead(true);
                    }
                })
                .channel();
        other.config().setAutoRead(true);
        client.pipeline().addLast(new ToOther(other));
        joined.accept(client, other);
        faults.connected(client);
    }

    /** Idempotent; waits for it. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
        network.loop().submit(faults::cutAll).syncUninterruptibly();
    }

    private static final class ToOther extends ChannelInboundHandlerAdapter {
        private final Channel other;

        ToOther(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            other.writeAndFlush(bytes);
        }

        @Override
        public void channelWritabilityChanged(ChannelHandlerContext ctx) {
            other.config().setAutoRead(ctx.channel().isWritable());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close(); // a reset is passed on as an end
        }
    }
}
