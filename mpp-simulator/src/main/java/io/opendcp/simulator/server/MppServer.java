package io.opendcp.simulator.server;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.net.Network;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.http.HttpPort;
import io.opendcp.simulator.monitor.MonitorConsole;
import io.opendcp.simulator.monitor.WatchedGroup;
import io.opendcp.simulator.setup.Machine;
import io.opendcp.simulator.setup.SetupConsole;
import io.opendcp.simulator.setup.Watching;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.Notice;
import io.opendcp.simulator.watch.WatchSpec;
import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A simulated MPP whose EPs listen on ports. Called from its event loop, or from outside, where one waits for it. */
public final class MppServer implements AutoCloseable {
    private final Network network;
    private final SimulatedMpp mpp;
    private final Map<String, EpListener> ports = new LinkedHashMap<>();

    private final List<HttpPort> http = new ArrayList<>();

    private final Watching watching;
    private @Nullable SetupConsole console;

    private MppServer(Network network, SimulatedMpp mpp, long seed) {
        this.network = network;
        this.mpp = mpp;
        watching = new Watching(mpp, seed);
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
        return listen(network.call(() -> SimulatedMpp.of(spec, network.time(), seed)), network, seed, at);
    }

    /**
     * The same without any database: instances listen when somebody has made and started them, at the console.
     *
     * @throws IOException if a port cannot be had now
     */
    public static MppServer startBare(MppSpec spec, Network network, long seed, Function<EpSpec, SocketAddress> at)
            throws IOException {
        return listen(network.call(() -> SimulatedMpp.bare(spec, network.time(), seed)), network, seed, at);
    }

    private static MppServer listen(SimulatedMpp mpp, Network network, long seed, Function<EpSpec, SocketAddress> at)
            throws IOException {
        MppServer server = new MppServer(network, mpp, seed);
        try {
            for (Ep ep : network.call(mpp::instances)) {
                EpSpec each = ep.spec();
                Network own = network.withChance(Chance.of(seed, each.instanceName()));
                EpListener port = new EpListener(own, at.apply(each), new EpDoor(mpp.spec(), ep, mpp::defect));
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
        return network.call(() -> {
            watching.plan(spec, groups);
            return watching.startAll();
        });
    }

    /** One more who hears what the monitor tells, as soon as there is one. */
    public void listenToMonitor(Consumer<Notice> listener) {
        run(mpp -> watching.listen(listener));
    }

    /**
     * Opens the console on the scenario's machines, once, and before faults are taken. Unless {@link #watch} has started them,
     * watchers and monitor start when that is typed.
     *
     * @param groups as the monitor's console names them
     */
    public void openConsole(List<Machine> machines, WatchSpec spec, List<WatchedGroup> groups) {
        console = network.call(() -> {
            watching.plan(spec, groups);
            return new SetupConsole(mpp, machines, watching);
        });
    }

    /** Types at the console of the machines, on the event loop. {@link IllegalStateException} if it is not open. */
    public <T> T console(Function<SetupConsole, T> use) {
        SetupConsole there = console;
        if (there == null) {
            throw new IllegalStateException("the console is not open");
        }
        return network.call(() -> use.apply(there));
    }

    /** Types at the monitor's console, on the event loop. {@link IllegalStateException} if nobody watches. */
    public <T> T monitor(Function<MonitorConsole, T> use) {
        return network.call(
                () -> use.apply(watching.console().orElseThrow(() -> new IllegalStateException("it is not watched"))));
    }

    /**
     * Takes faults over HTTP until the server is closed; see README.md.
     *
     * @return where
     * @throws IOException if the port cannot be had
     */
    public SocketAddress takeFaults(SocketAddress at) throws IOException {
        HttpPort port = HttpPort.listen(network, at, mpp, watching::console, Optional.ofNullable(console));
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
            watching.close();
            mpp.close();
            return true;
        });
    }
}
