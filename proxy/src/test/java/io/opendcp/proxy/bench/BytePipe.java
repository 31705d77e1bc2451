package io.opendcp.proxy.bench;

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
import java.net.SocketAddress;

/** The least that a relay can be: bytes in, bytes out. */
final class BytePipe {
    private BytePipe() {}

    /** Listens on {@code at} and connects each client to {@code target}. */
    static Channel listen(Network network, SocketAddress at, SocketAddress target) {
        return new ServerBootstrap()
                .group(network.loop(), network.loop())
                .channel(network.transport().serverChannel())
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.AUTO_READ, false)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel client) {
                        new Bootstrap()
                                .group(network.loop())
                                .channel(network.transport().clientChannel())
                                .option(ChannelOption.TCP_NODELAY, true)
                                .handler(new To(client))
                                .connect(target)
                                .addListener((ChannelFutureListener) connected -> {
                                    client.pipeline().addLast(new To(connected.channel()));
                                    client.config().setAutoRead(true);
                                });
                    }
                })
                .bind(at)
                .syncUninterruptibly()
                .channel();
    }

    private static final class To extends ChannelInboundHandlerAdapter {
        private final Channel other;

        To(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object bytes) {
            other.writeAndFlush(bytes, other.voidPromise());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            other.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
        }
    }
}
