package io.opendcp.protocol.client;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.opendcp.protocol.frame.FrameDecoder;
import io.opendcp.protocol.net.Encryption;
import io.opendcp.protocol.net.Network;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Logs in to DM servers. */
public final class DmClient {
    private static final int HELD = 64 << 10;

    /** The decoder in a connection's pipeline. */
    static final String FRAMES = "frames";

    private DmClient() {}

    /**
     * Connects and logs in; {@code told} is told exactly once, on the event loop.
     *
     * @return abandons the attempt; {@code told} then hears -6012. Idempotent, harmless once it is over
     */
    public static Runnable connect(Network network, SocketAddress address, Offer offer, Connecting told) {
        return connect(network, address, offer, Encryption.NONE, told);
    }

    /**
     * The same, encrypted if the server says so.
     *
     * @param encryption how; a server that wants what it cannot do is an error
     */
    public static Runnable connect(
            Network network, SocketAddress address, Offer offer, Encryption encryption, Connecting told) {
        ClientLoginHandler handler = new ClientLoginHandler(network, address, offer, encryption, told);
        Bootstrap bootstrap = new Bootstrap()
                .group(network.loop())
                .channel(network.transport().clientChannel())
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline()
                                .addLast(FRAMES, FrameDecoder.streaming(HELD, FrameDecoder.LONGEST))
                                .addLast("login", handler);
                        network.transport().begins(channel);
                    }
                });
        if (address instanceof InetSocketAddress) {
            bootstrap
                    .option(ChannelOption.TCP_NODELAY, true)
                    .option(ChannelOption.SO_KEEPALIVE, true)
                    .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0); // the attempt has a deadline of its own
        }
        ChannelFuture connecting =
                bootstrap.connect(address, network.transport().from());
        connecting.addListener(done -> {
            if (!done.isSuccess()) {
                handler.unreachable();
            }
        });
        handler.start(connecting.channel());
        return handler::unreachable;
    }
}
