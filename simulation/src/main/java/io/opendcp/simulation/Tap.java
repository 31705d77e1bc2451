package io.opendcp.simulation;

import io.netty.channel.ChannelHandler;
import java.util.Optional;

/** What is put between the network and the journal at the client's end of connections: for tests that plant a bug there. */
@FunctionalInterface
public interface Tap {
    Tap NONE = party -> Optional.empty();

    /**
     * For one connection.
     *
     * @param party who makes it: {@code c1}, {@code DCP1}
     */
    Optional<ChannelHandler> on(String party);
}
