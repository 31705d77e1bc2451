package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import io.opendcp.proxy.journal.Journal;
import io.opendcp.proxy.pool.ConnectionPool;
import org.jspecify.annotations.Nullable;

/** What all sessions of a user port share. Confined to one event loop. */
interface Desk {
    ConnectionPool pool();

    Guide guide();

    EpLogins logins();

    /** Where those wait whose EP cannot be used. */
    WaitingRoom room();

    /** Whether new transactions wait. */
    Pause pause();

    Counters counters();

    default SessionLimits limits() {
        return sessions().limits();
    }

    Time time();

    /**
     * Any EP: drawn, or with DCP_STAY_ON_EP the session's last one.
     *
     * @param last {@link Guide#ANY} if there was none
     */
    int anyEp(int last);

    /** {@code epno}, or any EP if that is {@link Guide#ANY} or none that is known any more. */
    int epOrAny(int epno, int last);

    /** The number of the EP that a -613 names, or null if it names none that is known. */
    @Nullable
    Integer epNamed(String where);

    /** The name of an EP; empty if it is not known any more. */
    String instance(int epno);

    /** Whether column descriptors carry base names on all EPs. */
    boolean baseNames();

    /** A connection to an EP broke: perhaps the cluster has changed. */
    void onBackendLost(int epno);

    /** The EP refused a password that it once took: its user has changed. */
    void onPasswordRefused(Client client);

    /** Cancels what runs in a session of an EP; {@code done} is run when the EP has answered, or cannot. */
    void cancelOnEp(int epno, long epSessionId, Runnable done);

    Sessions sessions();

    void onClosed(Session session);

    /** The emptying of the user port, under way or not. */
    Drain drain();

    /** The DCPs of DCP_PEERS. */
    PeerWatch peers();

    /** Whether a user is SYSDCPLOGIN, as whom DCPs log in to each other. */
    boolean isPeer(String user);

    /** This DCP's instance name. */
    String name();

    Journal journal();

    /** An error of ours: to be logged loudly. */
    void onDefect(Throwable defect);

    /** A session found out that the reason it gives a client is {@code error}: for the log, at DEBUG. */
    void onRefused(Session session, DmException error);
}
