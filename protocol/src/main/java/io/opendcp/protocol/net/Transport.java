package io.opendcp.protocol.net;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Of what kind a network's channels are, and what its addresses are called. Called on the network's event loop. */
public interface Transport {
    /** Of an IPv6 address. */
    int SUBNET_BYTES = 8;

    Class<? extends ServerChannel> serverChannel();

    Class<? extends Channel> clientChannel();

    /** Where the next connection comes from; null leaves it to the system. */
    @Nullable
    SocketAddress from();

    /** An address as people write it: {@code host:port}. */
    String name(SocketAddress address);

    /** Whose connections count together: the host of an address, of IPv6 the first 64 bits, which one customer has. */
    default String source(SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return name(address);
        }
        byte[] host = inet.getAddress().getAddress();
        return HexFormat.ofDelimiter(".").formatHex(host, 0, Math.min(host.length, SUBNET_BYTES));
    }

    /**
     * A connection begins, accepted or about to be made; its handlers are in the pipeline. What the transport puts before
     * them is between them and the network.
     */
    void begins(Channel channel);
}
