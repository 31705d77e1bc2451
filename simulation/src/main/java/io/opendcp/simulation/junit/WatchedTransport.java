package io.opendcp.simulation.junit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.channel.ServerChannel;
import io.opendcp.protocol.net.Transport;
import io.opendcp.simulator.fault.FaultHandler;
import java.net.SocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transport that knows whether anything is on its way between servers that both use it: a connection not yet accepted, bytes
 * not yet read, an end not yet noticed. Confined to the event loop.
 */
final class WatchedTransport implements Transport {
    private final Transport watched;
    /** By the address of the end that connected. */
    private final Map<SocketAddress, Link> links = new HashMap<>();

    private int connecting;
    private long arrivals;

    WatchedTransport(Transport watched) {
        this.watched = watched;
    }

    /** Whether nothing is on its way. */
    boolean isSilent() {
        return connecting == 0 && links.values().stream().allMatch(Link::isSilent);
    }

    /** How much has arrived: as long as it grows, waiting is worth it. */
    long arrivals() {
        return arrivals;
    }

    @Override
    public Class<? extends ServerChannel> serverChannel() {
        return watched.serverChannel();
    }

    @Override
    public Class<? extends Channel> clientChannel() {
        return watched.clientChannel();
    }

    @Override
    public @Nullable SocketAddress from() {
        return watched.from();
    }

    @Override
    public String name(SocketAddress address) {
        return watched.name(address);
    }

    @Override
    public String source(SocketAddress address) {
        return watched.source(address);
    }

    @Override
    public void begins(Channel channel) {
        watched.begins(channel);
        boolean calls = channel.parent() == null;
        connecting += calls ? 1 : 0;
        channel.pipeline().addFirst(new End(calls));
    }

    /** A connection; one that a client made has no end of its caller here, and is not waited for. */
    private static final class Link {
        private boolean callerOpen;
        private boolean calledOpen;
        private boolean ours;
        private long bytesUnderWay;
        private @Nullable Channel called;

        boolean isSilent() {
            return !ours || (called != null && callerOpen == calledOpen && bytesUnderWay == heldBytes(called));
        }

        /** What a fault keeps back moves when time does. */
        private static long heldBytes(Channel channel) {
            FaultHandler faults = channel.pipeline().get(FaultHandler.class);
            return faults == null ? 0 : faults.heldBytes();
        }
    }

    /** One end of a connection: the caller's, or that of the called. */
    private final class End extends ChannelDuplexHandler {
        private final boolean calls;
        private @Nullable SocketAddress key;

        End(boolean calls) {
            this.calls = calls;
        }

        private @Nullable Link link() {
            return key == null ? null : links.get(key);
        }

        @Override
        public void channelActive(ChannelHandlerContext ctx) {
            arrivals++;
            key = calls ? ctx.channel().localAddress() : ctx.channel().remoteAddress();
            if (key != null) {
                Link link = links.computeIfAbsent(key, address -> new Link());
                link.ours |= calls;
                link.callerOpen |= calls;
                link.calledOpen |= !calls;
                link.called = calls ? link.called : ctx.channel();
            }
            connecting -= calls ? 1 : 0;
            ctx.fireChannelActive();
        }

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            moved(message, -1);
            arrivals++;
            ctx.fireChannelRead(message);
        }

        @Override
        public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
            moved(message, 1);
            ctx.write(message, promise);
        }

        private void moved(Object message, int sign) {
            Link link = link();
            if (link != null && message instanceof ByteBuf bytes) {
                link.bytesUnderWay += sign * (long) bytes.readableBytes();
            }
        }

        @Override
        public void channelUnregistered(ChannelHandlerContext ctx) {
            arrivals++;
            Link link = link();
            if (link != null) {
                link.callerOpen &= !calls;
                link.calledOpen &= calls;
                if (!link.callerOpen && !link.calledOpen) {
                    links.remove(key);
                }
            } else if (calls) {
                connecting--; // nobody was there
            }
            ctx.fireChannelUnregistered();
        }
    }
}
