package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The peers that sessions may be sent to: each is asked again and again whether it takes sessions, and named only if its
 * last answer was yes. Confined to one event loop.
 */
final class Peers {
    /** From one answer of a peer to the next question. */
    static final Duration PERIOD = Duration.ofSeconds(1);

    private final List<Peer> peers;
    private final PeerDoor door;
    private final Time time;
    private final Set<Peer> live = new LinkedHashSet<>();
    private boolean closed;
    private int turn;

    Peers(List<Peer> peers, PeerDoor door, Time time) {
        this.peers = peers;
        this.door = door;
        this.time = time;
    }

    /** Asks all of them, once each; {@code told} gets the first refusal in the order of the list, or null. */
    void open(Consumer<@Nullable DmException> told) {
        Map<Peer, @Nullable DmException> answers = new HashMap<>();
        for (Peer peer : peers) {
            door.ask(peer, refusal -> {
                answers.put(peer, refusal);
                answered(peer, refusal);
                if (answers.size() == peers.size()) {
                    told.accept(peers.stream()
                            .map(answers::get)
                            .filter(each -> each != null)
                            .findFirst()
                            .orElse(null));
                }
            });
        }
        if (peers.isEmpty()) {
            told.accept(null);
        }
    }

    private void answered(Peer peer, @Nullable DmException refusal) {
        if (closed) {
            return;
        }
        if (refusal == null) {
            live.add(peer);
        } else {
            live.remove(peer);
        }
        time.schedule(PERIOD, () -> {
            if (!closed) {
                door.ask(peer, again -> answered(peer, again));
            }
        });
    }

    /** A peer that takes sessions, each in its turn; null if none does. */
    @Nullable
    Peer next() {
        List<Peer> now = live();
        return now.isEmpty() ? null : now.get(turn++ % now.size());
    }

    /** Those whose last answer was yes, in the order of the list. */
    List<Peer> live() {
        return peers.stream().filter(live::contains).toList();
    }

    /** Nobody is asked any more, or named. Idempotent. */
    void close() {
        closed = true;
        live.clear();
    }
}
