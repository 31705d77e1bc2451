package io.opendcp.protocol.net;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.opendcp.protocol.time.Time;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.random.RandomGenerator;

/**
 * One event loop with the transport, the time and the chance of all that runs on it: what the outside world is to
 * servers and clients alike.
 *
 * @param chance of all that is drawn; in production a secure generator
 */
public record Network(
        EventLoop loop,
        Class<? extends ServerChannel> serverChannel,
        Class<? extends Channel> clientChannel,
        Time time,
        RandomGenerator chance) {
    /** Sockets. */
    public static Network sockets(EventLoop loop, Time time, RandomGenerator chance) {
        return new Network(loop, NioServerSocketChannel.class, NioSocketChannel.class, time, chance);
    }

    /** An address as people write it: {@code host:port}. */
    public static String name(SocketAddress address) {
        return address instanceof InetSocketAddress inet ? inet.getHostString() + ":" + inet.getPort() : "" + address;
    }
}
