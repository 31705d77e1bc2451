package io.opendcp.proxy.session;

import io.opendcp.protocol.login.LoginClient;
import io.opendcp.protocol.login.LoginWishes;
import io.opendcp.protocol.type.WireFormat;
import io.opendcp.proxy.pool.PoolKey;
import io.opendcp.proxy.pool.Vault;
import java.time.Instant;

/**
 * A client that has logged in.
 *
 * @param sessionId the proxy's own, see {@link SessionIds}
 * @param typed the user name as typed, which EPs are told
 * @param kind what its connections must have in common; its EP number means nothing
 * @param wishes of its login
 * @param sealed its password
 * @param from its address, for people
 */
record Client(
        long sessionId,
        String typed,
        PoolKey kind,
        LoginClient program,
        LoginWishes wishes,
        Vault.Sealed sealed,
        WireFormat format,
        String from,
        Instant since) {
    /** The same client, with the id that it is told. */
    Client withSessionId(long id) {
        return new Client(id, typed, kind, program, wishes, sealed, format, from, since);
    }
}
