package io.opendcp.proxy.session;

import io.opendcp.protocol.time.Time;
import java.time.Instant;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One run of emptying a user port, and the count of what became of its sessions. Confined to one event loop. */
final class Draining {
    private enum End {
        MOVED,
        CLOSED_IDLE,
        CLOSED_IN_TRANSACTION,
        LEFT
    }

    private final DrainOrder order;
    private final Peers peers;
    private final Supplier<Collection<Session>> sessions;
    private final Instant since;
    private final Time.Timer halfTime;
    private final Time.Timer deadline;
    private final Map<End, Long> ends = new EnumMap<>(End.class);
    /** Sessions that have been told where to go. */
    private final Set<Session> sent = new HashSet<>();
    /** Those of them that asked for something here all the same: their clients do not follow. */
    private final Set<Session> stayed = new HashSet<>();
    /** What happens to the session that is being closed. */
    private @Nullable End closing;

    /** In the first half of the time. Later the choice is between rows cut off by moving and rows cut off by the deadline. */
    private boolean careful = true;

    private boolean over;

    Draining(DrainOrder order, Peers peers, Supplier<Collection<Session>> sessions, Time time) {
        this.order = order;
        this.peers = peers;
        this.sessions = sessions;
        since = time.now();
        halfTime = time.schedule(order.within().dividedBy(2), () -> careful = false);
        deadline = time.schedule(order.within(), this::closeAll);
        rest();
    }

    void onRequest(Session session) {
        if (sent.contains(session)) {
            stayed.add(session);
        }
    }

    @Nullable
    Peer peerFor(Session session, Errand next) {
        if (over
                || sent.contains(session)
                || !order.followers().include(session.client())
                || !Moving.possible(session, next, careful)) {
            return null;
        }
        Peer peer = peers.next();
        if (peer != null) {
            sent.add(session);
        }
        return peer;
    }

    void onClosed(Session session) {
        if (over) {
            return;
        }
        boolean stays = stayed.remove(session);
        boolean moves = sent.remove(session) && !stays;
        End end = closing != null ? closing : moves ? End.MOVED : End.LEFT;
        ends.merge(end, 1L, Long::sum);
        rest();
    }

    private void closeAll() {
        for (Session session : List.copyOf(sessions.get())) {
            boolean idle = !session.busy() && !session.holding().transactionOpen();
            closing = idle ? End.CLOSED_IDLE : End.CLOSED_IN_TRANSACTION;
            session.end();
        }
        closing = null;
    }

    /** When nobody is left, nothing is left to do but to let nobody in. */
    private void rest() {
        if (sessions.get().isEmpty()) {
            stop();
        }
    }

    /** Sessions are let in again. Idempotent. */
    void end() {
        over = true;
        stop();
        sent.clear();
        stayed.clear();
    }

    private void stop() {
        halfTime.cancel();
        deadline.cancel();
        peers.close();
    }

    boolean over() {
        return over;
    }

    DrainView view() {
        int left = sessions.get().size();
        DrainView.Stage stage =
                over ? DrainView.Stage.CLEARED : left == 0 ? DrainView.Stage.DRAINED : DrainView.Stage.DRAINING;
        return new DrainView(
                stage,
                since,
                since.plus(order.within()),
                left,
                count(End.MOVED),
                count(End.CLOSED_IDLE),
                count(End.CLOSED_IN_TRANSACTION),
                count(End.LEFT),
                peers.live().stream().map(Peer::toString).collect(Collectors.joining(", ")));
    }

    private long count(End end) {
        return ends.getOrDefault(end, 0L);
    }
}
