package io.opendcp.proxy.pool;

import io.opendcp.protocol.error.DmException;

/** Who wants to borrow a connection. */
public interface Lending {
    PoolKey key();

    /** The name of its EP, for people. */
    String ep();

    /** The id of the session that borrows; it has one wish at a time. */
    long session();

    /** None is free: starts logging in to the EP of {@link #key}; the answer goes to {@code made}. */
    void make(Made made);

    /** It is the borrower's until given back. */
    void lent(Backend backend);

    /** It could not be made, or waiting took too long. */
    void failed(DmException error);

    /** Who is told, once, how the making ended. */
    interface Made {
        void made(Backend backend);

        void failed(DmException error);
    }
}
