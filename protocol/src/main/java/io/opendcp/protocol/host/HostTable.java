package io.opendcp.protocol.host;

import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Where a {@code host:port} that an ini file or an administrator names is to be found. */
@FunctionalInterface
public interface HostTable {
    /** A port's number is 1 to this. */
    int HIGHEST_PORT = 65_535;

    /**
     * Where to connect to, or to listen for {@code host:port}. Addresses may come back unresolved: who connects resolves.
     *
     * @param port 1 to 65535
     * @throws UnmappedHostException when this table does not say
     */
    SocketAddress address(String host, int port);

    /** Names mean what they mean to the system: nothing is mapped, nothing refused. */
    static HostTable system() {
        return InetSocketAddress::createUnresolved;
    }
}
