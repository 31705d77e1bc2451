package io.opendcp.simulator.server;

import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.server.DmPort;
import io.opendcp.protocol.server.Door;
import io.opendcp.protocol.server.PortLimits;
import io.opendcp.simulator.EpPort;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a simulated EP listens, and listens again after it was down. */
final class EpListener implements EpPort {
    private static final Logger LOG = LoggerFactory.getLogger(EpListener.class);

    private final Network network;
    private final Door door;
    private final SocketAddress address;
    private DmPort port;
    private boolean closedForGood;

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

    /**
     * Tries until it can: the system keeps a port that was closed until the event loop has looked at its sockets once more,
     * and somebody else may have taken it meanwhile.
     */
    @Override
    public void open(Runnable whenOpen) {
        if (closedForGood) {
            return;
        }
        try {
            port = DmPort.listen(network, address, door, PortLimits.SERVER);
            whenOpen.run();
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("error", e.getMessage()).log("the port is not free yet");
            network.loop().schedule(() -> open(whenOpen), 1, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void close() {
        port.close();
    }

    /** Closes, and is not opened again. */
    void closeForGood() {
        network.call(() -> closedForGood = true);
        close();
    }
}
