package io.opendcp.protocol.net;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** The system's sockets. */
enum SocketTransport implements Transport {
    SOCKETS;

    @Override
    public Class<? extends ServerChannel> serverChannel() {
        return NioServerSocketChannel.class;
    }

    @Override
    public Class<? extends Channel> clientChannel() {
        return NioSocketChannel.class;
    }

    @Override
    public @Nullable SocketAddress from() {
        return null;
    }

    @Override
    public String name(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getHostString() + ":" + inet.getPort() : "" + address;
    }

    @Override
    public void begins(Channel channel) {}
}
