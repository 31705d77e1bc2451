package io.opendcp.proxy.cluster;

import io.opendcp.protocol.client.SqlConnection;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;
import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.login.StartupReply;
import io.opendcp.protocol.server.StartupTerms;
import java.util.Collection;
import java.util.List;

/** What all EPs must say of themselves alike: clients are told it before it is known on which EP they will be. */
final class Likeness {
    private Likeness() {}

    /**
     * The configuration of {@code eps}.
     *
     * @param reached connections to those that could be reached, at least one
     * @throws DmException if two of them differ, or say what we do not know
     */
    static Configuration of(List<Ep> eps, Collection<SqlConnection> reached, boolean baseNames) {
        SqlConnection one = reached.iterator().next();
        StartupReply first = one.connection().startup();
        ServerState server = one.connection().login().server();
        for (SqlConnection other : reached) {
            StartupReply said = other.connection().startup();
            ServerState itself = other.connection().login().server();
            if (said.charset() != first.charset()
                    || said.msgVersion() != first.msgVersion()
                    || said.series() != first.series()
                    || !said.version().equals(first.version())
                    || itself.caseSensitive() != server.caseSensitive()) {
                throw DmException.of(ErrorCode.EPS_DIFFER, server.instance(), itself.instance());
            }
        }
        try {
            int msgVersion = Math.min(first.msgVersion(), StartupTerms.HIGHEST_MSG_VERSION);
            StartupTerms terms = new StartupTerms(first.charset(), msgVersion, first.version(), first.series());
            return new Configuration(eps, terms, server, baseNames);
        } catch (IllegalArgumentException | ProtocolException e) {
            throw DmException.of(ErrorCode.BAD_MESSAGE, String.valueOf(e.getMessage()));
        }
    }
}
