package io.opendcp.proxy.cluster;

import io.opendcp.protocol.error.DmException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** Turns the names that administrators type into addresses. */
@FunctionalInterface
public interface AddressBook {
    /**
     * @throws DmException -6012 if there is no such address
     */
    SocketAddress find(String host, int port);

    /** As the system resolves them. */
    AddressBook SYSTEM = InetSocketAddress::new;
}
