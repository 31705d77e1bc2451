package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.statement.Outcome;
import java.time.Duration;

/** Calls peers: one login and one text each time. */
interface PeerLine {
    /** In the place of a session's id: there is no SYSDCPLOGIN to ask with. */
    long NOT_ASKED = -1;

    /**
     * Calls a peer as SYSDCPLOGIN.
     *
     * @param patience for the login, and again for the answer
     * @param told is told exactly once, on the event loop
     */
    void call(Peer peer, String sql, Duration patience, Told told);

    /** How a call ended. */
    interface Told {
        /** @param session the id of the session that the peer gave; its upper half is the peer's number */
        void done(long session, Outcome outcome);

        /** @param session 0 if the peer let nobody in, or {@link #NOT_ASKED} */
        void failed(long session, DmException error);
    }
}
