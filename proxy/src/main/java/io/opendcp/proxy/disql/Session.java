package io.opendcp.proxy.disql;

import java.sql.SQLException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Being logged in, or not: the connection, and how to get it again when it broke. */
final class Session {
    private final Connector connector;
    private final Settings settings;
    private final LongSupplier nanos;

    private @Nullable Logon logon;
    private volatile @Nullable Link link;

    /** @param nanos a count of nanoseconds that only rises */
    Session(Connector connector, Settings settings, LongSupplier nanos) {
        this.connector = connector;
        this.settings = settings;
        this.nanos = nanos;
    }

    /**
     * Logs in, ending any session there is without a commit; returns the nanoseconds it took.
     *
     * @throws SQLException if it cannot; there is no session then
     */
    long login(Logon asked) throws SQLException {
        forget();
        long start = nanos.getAsLong();
        connect(asked);
        logon = asked;
        return nanos.getAsLong() - start;
    }

    private Link connect(Logon asked) throws SQLException {
        Link opened = connector.connect(asked);
        opened.autoCommit(settings.on(Setting.AUTOCOMMIT));
        link = opened;
        return opened;
    }

    /**
     * The connection; a new one if the last broke and AUTORECONN is on.
     *
     * @throws Told if there is none
     * @throws SQLException if there is none to be had again
     */
    Link link() throws SQLException {
        Link open = link;
        if (open != null && !open.broken()) {
            return open;
        }
        Logon last = logon;
        if (last == null || open != null && !settings.on(Setting.AUTORECONN)) {
            throw notConnected();
        }
        return connect(last);
    }

    static Told notConnected() {
        return new Told("未连接", "not connected");
    }

    boolean connected() {
        return link != null;
    }

    /** What the server said of itself. */
    ServerStatus status() {
        Link open = link;
        return open == null ? new ServerStatus(ServerStatus.NORMAL, ServerStatus.OPEN) : open.status();
    }

    /** Commits where there is something to commit to. */
    void commit() throws SQLException {
        Link open = link;
        if (open != null && !open.broken()) {
            open.closeCurrent();
            open.commit();
        }
    }

    void rollback() throws SQLException {
        Link open = link;
        if (open != null && !open.broken()) {
            open.closeCurrent();
            open.rollback();
        }
    }

    /** Carries a change of AUTOCOMMIT to the connection. */
    void autoCommitChanged() throws SQLException {
        Link open = link;
        if (open != null && !open.broken()) {
            open.autoCommit(settings.on(Setting.AUTOCOMMIT));
        }
    }

    /** Asks the server to stop what runs. From any thread. */
    void cancel() throws SQLException {
        Link open = link;
        if (open != null) {
            open.cancel();
        }
    }

    /** Ends the session without a commit, and forgets the password. Idempotent. */
    void forget() {
        Link open = link;
        link = null;
        logon = null;
        if (open != null) {
            open.close();
        }
    }
}
