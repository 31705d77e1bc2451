package io.opendcp.protocol.host;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A host table for tests: whoever listens takes any free port of the loopback address and tells it here; whoever connects
 * finds it under the ini files' {@code host:port}. May be used from several threads.
 */
public final class FreePorts implements HostTable {
    private final Map<String, InetSocketAddress> bound = new ConcurrentHashMap<>();

    /** Where to listen instead of at {@code host:port}: port 0 of the loopback address. */
    public InetSocketAddress toBind() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    /** From now on {@code host:port} is found at {@code address}, in place of what was said before. */
    public void bound(String host, int port, InetSocketAddress address) {
        bound.put(host + ":" + port, address);
    }

    @Override
    public InetSocketAddress address(String host, int port) {
        InetSocketAddress address = bound.get(host + ":" + port);
        if (address == null && LoopbackHosts.loopback(host).isPresent()) {
            return new InetSocketAddress(LoopbackHosts.loopback(host).get(), port);
        }
        if (address == null) {
            throw new UnmappedHostException(host + ":" + port, "of bound ports");
        }
        return address;
    }
}
