package io.opendcp.simulator.server;

import static java.util.stream.Collectors.toMap;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.net.Network;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.http.HttpPort;
import io.opendcp.simulator.monitor.MonitorConsole;
import io.opendcp.simulator.monitor.WatchedGroup;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.WatchSpec;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A simulated MPP whose EPs listen on ports. Called from its event loop, or from outside, where one waits for it. */
public final class MppServer implements AutoCloseable {
    private final Network network;
    private final SimulatedMpp mpp;
    private final Map<String, EpListener> ports = new LinkedHashMap<>();

    private final List<HttpPort> http = new ArrayList<>();

    private final long seed;
    private @Nullable DataWatch watching;
    private @Nullable MonitorConsole console;

    private MppServer(Network network, SimulatedMpp mpp, long seed) {
        this.network = network;
        this.seed = seed;
        this.mpp = mpp;
    }

    /**
     * Starts the cluster and listens.
     *
     * @param seed see {@link SimulatedMpp#of}; each EP's port draws from a stream of its own that begins here
     * @param at where an EP is to listen
     * @throws IOException if a port cannot be had; then nothing listens
     */
    public static MppServer start(MppSpec spec, Network network, long seed, Function<EpSpec, SocketAddress> at)
            throws IOException {
        MppServer server =
                new MppServer(network, network.call(() -> SimulatedMpp.of(spec, network.time(), seed)), seed);
        try {
            for (Ep ep : network.call(server.mpp::instances)) {
                EpSpec each = ep.spec();
                Network own = network.withChance(Chance.of(seed, each.instanceName()));
                EpListener port = new EpListener(own, at.apply(each), new EpDoor(spec, ep, server.mpp::defect));
                server.ports.put(each.instanceName(), port);
                server.run(cluster -> ep.listensOn(port));
            }
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** Where the instance that is this EP now listens. */
    public SocketAddress address(int epno) {
        return address(with(cluster -> cluster.ep(epno).spec().instanceName()));
    }

    /** Where an instance listens. */
    public SocketAddress address(String instance) {
        EpListener port = ports.get(instance);
        if (port == null) {
            throw new IllegalArgumentException("there is no instance " + instance);
        }
        return port.address();
    }

    /**
     * Starts watchers and a monitor, once, and before faults are taken; they end with the server.
     *
     * @param groups as its console names them
     */
    public DataWatch watch(WatchSpec spec, List<WatchedGroup> groups) {
        if (console != null) {
            throw new IllegalStateException("it is watched");
        }
        return network.call(() -> {
            DataWatch watch = DataWatch.start(
                    mpp, spec, seed, groups.stream().collect(toMap(WatchedGroup::epno, WatchedGroup::oguid)));
            console = new MonitorConsole(mpp, watch, groups);
            watching = watch;
            return watch;
        });
    }

    /** Types at the monitor's console, on the event loop. {@link IllegalStateException} if nobody watches. */
    public <T> T monitor(Function<MonitorConsole, T> use) {
        MonitorConsole there = console;
        if (there == null) {
            throw new IllegalStateException("it is not watched");
        }
        return network.call(() -> use.apply(there));
    }

    /**
     * Takes faults over HTTP until the server is closed; see README.md.
     *
     * @return where
     * @throws IOException if the port cannot be had
     */
    public SocketAddress takeFaults(SocketAddress at) throws IOException {
        HttpPort port = HttpPort.listen(network, at, mpp, console);
        http.add(port);
        return port.address();
    }

    /** Looks at the cluster, or does something with it, on its event loop. */
    public <T> T with(Function<SimulatedMpp, T> use) {
        return network.call(() -> use.apply(mpp));
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
        http.forEach(HttpPort::close);
        ports.values().forEach(EpListener::closeForGood);
        network.call(() -> {
            if (watching != null) {
                watching.close();
            }
            mpp.close();
            return true;
        });
    }
}
