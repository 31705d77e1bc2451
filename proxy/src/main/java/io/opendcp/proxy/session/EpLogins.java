package io.opendcp.proxy.session;

import io.opendcp.proxy.pool.Lending;

/** Opens connections to EPs in the name of clients. */
interface EpLogins {
    /** Logs {@code client} in to an EP with its sealed password. */
    void open(Client client, int epno, Lending.Made made);
}
