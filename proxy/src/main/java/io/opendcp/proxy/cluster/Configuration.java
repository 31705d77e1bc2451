package io.opendcp.proxy.cluster;

import io.opendcp.protocol.login.ServerState;
import io.opendcp.protocol.server.StartupTerms;
import java.util.List;
import java.util.Optional;

/**
 * What a refresh learned.
 *
 * @param eps active EPs, by number
 * @param terms what all EPs say at startup, and so does the proxy
 * @param server what an EP's login says; the proxy's logins say the same, but always NORMAL and OPEN
 * @param baseNames whether column descriptors carry base names
 */
public record Configuration(List<Ep> eps, StartupTerms terms, ServerState server, boolean baseNames) {
    public Optional<Ep> ep(int epno) {
        return eps.stream().filter(ep -> ep.epno() == epno).findFirst();
    }

    public Optional<Ep> ep(String name) {
        return eps.stream().filter(ep -> ep.name().equalsIgnoreCase(name)).findFirst();
    }
}
