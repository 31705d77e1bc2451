package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Empties a user port: nobody is let in, who can follow is sent to a peer between two transactions, the others are closed
 * at the deadline. Until it is cleared. ADR 0601. Confined to one event loop.
 */
public final class Drain {
    private final Supplier<Collection<Session>> sessions;
    private final PeerDoor door;
    private final Time time;
    private @Nullable Asking asking;
    private boolean closed;
    private @Nullable Draining run;

    /** It begins when all of these have said that they take sessions. */
    private static final class Asking {
        private final Peers peers;
        private final Consumer<@Nullable DmException> told;

        Asking(Peers peers, Consumer<@Nullable DmException> told) {
            this.peers = peers;
            this.told = told;
        }
    }

    Drain(Supplier<Collection<Session>> sessions, PeerDoor door, Time time) {
        this.sessions = sessions;
        this.door = door;
        this.time = time;
    }

    /**
     * SP_DCP_DRAIN: begins when all peers have said that they take sessions.
     *
     * @param told gets null, or the first peer's refusal: then nothing has begun
     * @throws DmException if it has been called before, and not been cleared, or all is over
     */
    public void begin(DrainOrder order, Consumer<@Nullable DmException> told) {
        if (closed) {
            throw DmException.of(ErrorCode.CONNECTION_LOST);
        }
        if (asking != null || on()) {
            throw DmException.of(ErrorCode.DRAINING);
        }
        Peers peers = new Peers(order.peers(), door, time);
        Asking begun = new Asking(peers, told);
        asking = begun;
        try {
            peers.open(refusal -> asked(begun, order, refusal));
        } catch (RuntimeException defect) {
            giveUp(begun);
            throw defect;
        }
    }

    private void asked(Asking begun, DrainOrder order, @Nullable DmException refusal) {
        if (asking != begun) {
            return; // given up
        }
        if (refusal == null) {
            asking = null;
            run = new Draining(order, begun.peers, sessions, time);
        } else {
            giveUp(begun);
        }
        begun.told.accept(refusal);
    }

    private void giveUp(Asking begun) {
        asking = null;
        begun.peers.close();
    }

    /**
     * SP_DCP_CLEAR_DRAIN: sessions are let in again, and stay.
     *
     * @throws DmException if there is nothing to clear
     */
    public void clear() {
        if (run == null || !on()) {
            throw DmException.of(ErrorCode.NOT_DRAINING);
        }
        run.end();
    }

    /** Whether nobody is let in. */
    boolean on() {
        return run != null && !run.over();
    }

    /** The client asks for something. */
    void onRequest(Session session) {
        if (run != null) {
            run.onRequest(session);
        }
    }

    /** Where the client is sent instead of its text being run; null if it is run here. */
    @Nullable
    Peer peerFor(Session session, Errand next) {
        return run == null ? null : run.peerFor(session, next);
    }

    void onClosed(Session session) {
        if (run != null) {
            run.onClosed(session);
        }
    }

    /** The last one, for V$DCP_DRAIN. */
    public List<DrainView> view() {
        return run == null ? List.of() : List.of(run.view());
    }

    /** Stops whatever it does. Idempotent. */
    public void close() {
        closed = true;
        Asking begun = asking;
        if (begun != null) {
            giveUp(begun);
            begun.told.accept(DmException.of(ErrorCode.CONNECTION_LOST));
        }
        if (run != null) {
            run.end();
        }
    }
}
