package io.opendcp.protocol.net;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Of what kind a network's channels are, and what its addresses are called. Called on the network's event loop. */
public interface Transport {
    Class<? extends ServerChannel> serverChannel();

    Class<? extends Channel> clientChannel();

    /** Where the next connection comes from; null leaves it to the system. */
    @Nullable
    SocketAddress from();

    /** An address as people write it: {@code host:port}. */
    String name(SocketAddress address);

    /**
     * A connection begins, accepted or about to be made; its handlers are in the pipeline. What the transport puts before
     * them is between them and the network.
     */
    void begins(Channel channel);
}
