package io.opendcp.features.crowd;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.opendcp.protocol.net.Transport;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Connections whose client takes few bytes that it has not read. */
record SmallWindow(Transport sockets, int bytes) implements Transport {
    @Override
    public Class<? extends ServerChannel> serverChannel() {
        return sockets.serverChannel();
    }

    @Override
    public Class<? extends Channel> clientChannel() {
        return sockets.clientChannel();
    }

    @Override
    public @Nullable SocketAddress from() {
        return sockets.from();
    }

    @Override
    public String name(SocketAddress address) {
        return sockets.name(address);
    }

    @Override
    public void begins(Channel channel) {
        sockets.begins(channel);
        channel.config().setOption(ChannelOption.SO_RCVBUF, bytes);
    }
}
