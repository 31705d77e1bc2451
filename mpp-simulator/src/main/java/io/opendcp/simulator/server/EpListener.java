package io.opendcp.simulator.server;

import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.simulator.EpPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;

/** Where a simulated EP listens, and listens again after it was down. */
final class EpListener implements EpPort {
    private final Network network;
    private final Door door;
    private final SocketAddress address;
    private DmPort port;

    /** @throws IOException if the port cannot be had */
    EpListener(Network network, SocketAddress wanted, Door door) throws IOException {
        this.network = network;
        this.door = door;
        port = DmPort.listen(network, wanted, door, PortLimits.SERVER);
        address = port.address();
    }

    /** Stays the same. */
    SocketAddress address() {
        return address;
    }

    @Override
    public void open() {
        try {
            port = DmPort.listen(network, address, door, PortLimits.SERVER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        port.close();
    }
}
