package io.opendcp.proxy.session;

import java.time.Duration;
import java.util.List;

/**
 * What SP_DCP_DRAIN was called with.
 *
 * @param within when this has passed, whoever is still there is closed
 * @param peers to which followers are sent
 */
public record DrainOrder(Duration within, List<Peer> peers, Followers followers) {
    public DrainOrder {
        peers = List.copyOf(peers);
    }
}
