package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Asks a peer whether it takes sessions. */
interface PeerDoor {
    /** {@code told} gets null, or why not: exactly once, on the event loop, in bounded time. */
    void ask(Peer peer, Consumer<@Nullable DmException> told);
}
