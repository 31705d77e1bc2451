package io.opendcp.simulator.server;

import io.opendcp.protocol.net.Network;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;

/** A simulated MPP whose EPs listen on ports. Called from outside its event loop. */
public final class MppServer implements AutoCloseable {
    private final Network network;
    private final SimulatedMpp mpp;
    private final Map<Integer, EpListener> ports = new LinkedHashMap<>();

    private MppServer(Network network, SimulatedMpp mpp) {
        this.network = network;
        this.mpp = mpp;
    }

    /**
     * Starts the cluster and listens.
     *
     * @param seed see {@link SimulatedMpp#of}
     * @param at where an EP is to listen
     * @throws IOException if a port cannot be had; then nothing listens
     */
    public static MppServer start(MppSpec spec, Network network, long seed, Function<EpSpec, SocketAddress> at)
            throws IOException {
        MppServer server = new MppServer(network, on(network, () -> SimulatedMpp.of(spec, network.time(), seed)));
        try {
            for (EpSpec each : spec.eps()) {
                Ep ep = on(network, () -> server.mpp.ep(each.epno()));
                EpListener port = new EpListener(network, at.apply(each), new EpDoor(spec, ep));
                server.ports.put(each.epno(), port);
                server.run(cluster -> cluster.ep(each.epno()).listensOn(port));
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where an EP listens. */
    public SocketAddress address(int epno) {
        EpListener port = ports.get(epno);
        if (port == null) {
            throw new IllegalArgumentException("no EP has number " + epno);
        }
        return port.address();
    }

    /** Looks at the cluster, or does something with it, on its event loop. */
    public <T> T with(Function<SimulatedMpp, T> use) {
        return on(network, () -> use.apply(mpp));
    }

    /** Does something with the cluster on its event loop. */
    public void run(Consumer<SimulatedMpp> task) {
        with(cluster -> {
            task.accept(cluster);
            return true;
        });
    }

    @Override
    public void close() {
        ports.values().forEach(EpListener::closeForGood);
        on(network, () -> {
            mpp.close();
            return true;
        });
    }

    private static <T> T on(Network network, Callable<T> task) {
        return network.loop().submit(task).syncUninterruptibly().getNow();
    }
}
