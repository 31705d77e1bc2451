package io.opendcp.simulation.tape;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.frame.Frame;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.net.Network;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a driver and any DM server, a real one too, and records what goes by. Encrypted connections are not understood: their
 * frames are no frames.
 */
public final class TapeRecorder implements AutoCloseable {
    private static final int LONGEST = 16 << 20;

    private final Network network;
    private final SocketAddress server;
    private final Channel listening;
    private final List<Exchange> exchanges = new ArrayList<>();
    private int connections;

    /**
     * Listens on a free port of the loopback address. Called from outside the event loop.
     *
     * @param server where connections lead to
     * @throws BindException if no port can be had
     */
    public TapeRecorder(Network network, SocketAddress server) throws BindException {
        this.network = network;
        this.server = server;
        var bound = new ServerBootstrap()
                .group(network.loop(), network.loop())
                .channel(network.transport().serverChannel())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        accept(client, ++connections);
                    }
                })
                .bind(new InetSocketAddress("127.0.0.1", 0))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new BindException("no free port: " + bound.cause().getMessage());
        }
        listening = bound.channel();
    }

    /** Where drivers are to connect to. */
    public SocketAddress address() {
        return listening.localAddress();
    }

    /** What has gone by so far. Called from outside the event loop. */
    public Tape tape() {
        return network.call(() -> new Tape(exchanges));
    }

    private void accept(Channel client, int number) {
        Asked asked = new Asked(number);
        Channel other = new Bootstrap()
                .group(network.loop())
                .channel(network.transport().clientChannel())
                .option(ChannelOption.TCP_NODELAY, true)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel towards) {
                        towards.pipeline()
                                .addLast(FrameDecoder.whole(LONGEST))
                                .addLast(new ToOtherHandler(client, asked::replied));
                    }
                })
                .connect(server)
                .addListener((ChannelFuture done) -> {
                    if (done.isSuccess()) {
                        client.config().setAutoRead(true);
                    } else {
                        client.close();
                    }
                })
                .channel();
        client.pipeline().addLast(FrameDecoder.whole(LONGEST)).addLast(new ToOtherHandler(other, asked::requested));
    }

    /** Idempotent; waits for it. Connections that there are go on until one of their ends closes. */
    @Override
    public void close() {
        listening.close().awaitUninterruptibly();
    }

    /** A connection, with the request that has no reply yet. */
    private final class Asked {
        private final int connection;
        private @Nullable String request;

        Asked(int connection) {
            this.connection = connection;
        }

        void requested(Frame frame) {
            boolean login = frame.command() == Command.STARTUP || frame.command() == Command.LOGIN;
            request = login ? null : ByteBufUtil.hexDump(frame.content());
        }

        void replied(Frame frame) {
            if (request != null && frame.command() != Command.INTERIM) {
                exchanges.add(Exchange.of(connection, request, frame.content()));
                request = null;
            }
        }
    }

    private static final class ToOtherHandler extends ChannelInboundHandlerAdapter {
        private final Channel other;
        private final Consumer<Frame> told;

        ToOtherHandler(Channel other, Consumer<Frame> told) {
            this.other = other;
            this.told = told;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            Frame frame = (Frame) message;
            told.accept(frame);
            ByteBuf bytes = frame.content();
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
            ctx.close(); // no frames, or a reset, which is passed on as an end
        }
    }
}
