package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Wants a connection, and writes down what becomes of it. */
final class Borrower implements Lending {
    /** What its EP does when a login is wanted. */
    enum Logins {
        LATER,
        AT_ONCE,
        REFUSED
    }

    private final PoolKey key;
    private final Logins logins;
    private final List<EmbeddedEp> eps;
    private long lastSession;
    /** What the pool's journal calls it. */
    long session;

    Runnable onTurn = () -> {};
    Runnable onLent = () -> {};

    @Nullable
    Made making;

    @Nullable
    Backend backend;

    @Nullable
    DmException error;

    int endings;
    Runnable takeBack = () -> {};

    /**
     * @param eps where connections that are made are put down
     */
    Borrower(PoolKey key, Logins logins, List<EmbeddedEp> eps) {
        this.key = key;
        this.logins = logins;
        this.eps = eps;
    }

    Borrower asks(ConnectionPool pool) {
        takeBack = pool.lend(this);
        return this;
    }

    /** Its EP lets it in. */
    void comeIn() {
        EmbeddedEp ep = new EmbeddedEp(key, ++lastSession, 0);
        eps.add(ep);
        Made told = Objects.requireNonNull(making);
        making = null;
        told.made(ep.backend());
    }

    void stayOut() {
        Made told = Objects.requireNonNull(making);
        making = null;
        told.failed(DmException.of(ErrorCode.CANNOT_CONNECT, "EP"));
    }

    @Override
    public PoolKey key() {
        return key;
    }

    @Override
    public String ep() {
        return "EP0" + (key.epno() + 1);
    }

    @Override
    public long session() {
        return session;
    }

    @Override
    public void make(Made made) {
        onTurn.run();
        making = made;
        if (logins == Logins.AT_ONCE) {
            comeIn();
        } else if (logins == Logins.REFUSED) {
            stayOut();
        }
    }

    @Override
    public void lent(Backend lent) {
        endings++;
        backend = lent;
        onLent.run();
    }

    @Override
    public void failed(DmException failure) {
        endings++;
        error = failure;
    }
}
