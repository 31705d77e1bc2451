package io.opendcp.simulation;

import io.netty.channel.local.LocalAddress;
import io.opendcp.protocol.host.HostTable;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A simulation's network: its addresses, which no other simulation in this JVM has. */
final class Wires implements HostTable {
    private final String scope = Integer.toHexString(System.identityHashCode(this)) + "/";
    private final Duration least;
    private final Duration most;
    private final Map<String, String> names = new LinkedHashMap<>();

    Wires(Duration least, Duration most) {
        this.least = least;
        this.most = most;
    }

    Duration least() {
        return least;
    }

    Duration most() {
        return most;
    }

    /** From now on {@code host:port} is the address of {@code party}. */
    void map(String host, int port, String party) {
        names.put(host + ":" + port, party);
    }

    @Override
    public LocalAddress address(String host, int port) {
        String typed = host + ":" + port;
        return address(Objects.requireNonNullElse(names.get(typed), typed));
    }

    LocalAddress address(String name) {
        return new LocalAddress(scope + name);
    }

    String name(SocketAddress address) {
        String id = address.toString();
        return id.substring(id.indexOf('/') + 1);
    }
}
