package io.opendcp.simulation;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.net.Network;
import io.opendcp.protocol.time.TurnedTime;
import io.opendcp.simulation.check.BufferBounds;
import io.opendcp.simulation.check.FairWaiting;
import io.opendcp.simulation.check.History;
import io.opendcp.simulation.check.JournalEntry;
import io.opendcp.simulation.check.PoolBounds;
import io.opendcp.simulation.check.Violation;
import io.opendcp.simulation.check.ViolationException;
import io.opendcp.simulator.DiskSpec;
import io.opendcp.simulator.EpSpec;
import io.opendcp.simulator.MalSpec;
import io.opendcp.simulator.MppSpec;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.server.MppServer;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.WatchSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * A cluster with its proxies, and whoever uses them, in the caller's thread: made, used and closed by one thread. Time
 * passes only in {@link #run} and {@link #pass}.
 */
public final class Simulation implements AutoCloseable {
    /** For a start, and for what is on its way when the clients have gone. */
    private static final Duration SETTLING = Duration.ofSeconds(30);
    /** For a connection while others get theirs: in line, and for two logins. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final String LEFT_OPEN = "nothing left open";

    /** Shorter than DM's, so that troubles need not last longer to be noticed. */
    private static final Duration MAL_CHECK_INTERVAL = Duration.ofMillis(300);

    private static final Duration MAL_CONN_FAIL_INTERVAL = Duration.ofMillis(200);

    /** Shorter than the manual's, for the same reason. */
    private static final WatchSpec WATCH = new WatchSpec(
            true,
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(300),
            Duration.ofMillis(200),
            false,
            Duration.ofMillis(1),
            Duration.ofMillis(20));

    private final SimulationSpec spec;
    private final Tap tap;
    private final Buffers buffers = new Buffers();
    private final Clockwork clockwork = new Clockwork(buffers::look);
    private final TurnedTime time = clockwork.time();
    private final Journal journal = new Journal(time);
    private final Wires wires;
    private final MppServer mpp;
    private final List<SimulatedDcp> proxies = new ArrayList<>();
    private final List<SimulatedClient> clients = new ArrayList<>();
    private final List<Violation> openAtCheckIn = new ArrayList<>();
    private final Rarities rarities;
    private final Optional<DataWatch> watch;
    private final Troubles troubles;

    private Simulation(SimulationSpec spec, Tap tap) throws IOException {
        this.spec = spec;
        rarities = new Rarities(spec.rare());
        this.tap = tap;
        wires = new Wires(spec.least(), spec.most());
        MppSpec cluster = (spec.standbys() ? MppSpec.ofGroups(spec.eps()) : MppSpec.ofEps(spec.eps()))
                .withHashMaps(MppSpec.HashMaps.SEEDED)
                .withMal(MalSpec.INSTANT
                        .withLatency(spec.least(), spec.most())
                        .withIntervals(MAL_CHECK_INTERVAL, MAL_CONN_FAIL_INTERVAL))
                .withDisk(new DiskSpec(spec.least(), spec.most()));
        cluster.instances().forEach(ep -> wires.map(ep.instanceHost(), ep.instancePort(), ep.instanceName()));
        mpp = MppServer.start(
                cluster, network("MPP"), spec.seed(), ep -> wires.address(ep.instanceHost(), ep.instancePort()));
        mpp.with(SimulatedMpp::instances)
                .forEach(ep -> ep.activity()
                        .listen(entry -> journal.line(
                                ep.spec().instanceName(),
                                entry.kind() + " " + entry.session() + " " + entry.rows() + " " + entry.code())));
        mpp.run(eps -> eps.onDefect(clockwork::defect));
        watch = spec.standbys()
                ? Optional.of(mpp.with(eps -> DataWatch.start(eps, WATCH, spec.seed())))
                : Optional.empty();
        watch.ifPresent(journal::follow);
        troubles = new Troubles(mpp.with(Function.identity()), proxies, time, journal);
    }

    /** The EP's own word for it, at the moment when a connection comes back. */
    private void look(JournalEntry entry) {
        if (entry.kind().equals("free")
                && mpp.<Boolean>with(
                        eps -> eps.inTransaction(Long.parseLong(entry.words().get(2))))) {
            openAtCheckIn.add(Violation.of(LEFT_OPEN, "a connection came back in a transaction: " + entry.text()));
        }
    }

    private void open() {
        journal.listen(this::look);
        MppSpec cluster = mpp.with(SimulatedMpp::spec);
        List<EpSpec> registered =
                spec.standbys() ? cluster.instances() : cluster.eps().subList(0, 1);
        List<CompletableFuture<?>> ready = new ArrayList<>();
        for (int i = 1; i <= spec.proxies(); i++) {
            String name = SimulatedDcp.name(i);
            wires.map(name, SimulatedDcp.PORT, name);
            SimulatedTransport transport = transport(name);
            SimulatedDcp dcp = SimulatedDcp.start(
                    name,
                    spec,
                    new Network(clockwork.loop(), transport, time, chance(name)),
                    transport,
                    wires,
                    new ProxyJournal(name, journal, rarities.of(chance(name + " rarities")), clockwork::defect),
                    registered);
            proxies.add(dcp);
            String administrator = "admin" + i;
            ready.add(dcp.configure(
                    new SimulatedClient(administrator, network(administrator), dcp.managementAddress(), journal)));
        }
        troubles.check(spec.troubles());
        troubles.listen();
        await(CompletableFuture.allOf(ready.toArray(CompletableFuture[]::new)), SETTLING, "the proxies do not refresh");
    }

    /** Starts cluster and proxies; all proxies have refreshed when this returns. */
    public static Simulation start(SimulationSpec spec) {
        return start(spec, Tap.NONE);
    }

    /**
     * Starts cluster and proxies, with something on their connections.
     *
     * @throws IllegalArgumentException if a trouble is about somebody whom there is not, or cannot be theirs
     */
    public static Simulation start(SimulationSpec spec, Tap tap) {
        Simulation simulation;
        try {
            simulation = new Simulation(spec, tap);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // an address in memory that is taken
        }
        try {
            simulation.open();
        } catch (RuntimeException e) {
            simulation.close();
            throw e;
        }
        return simulation;
    }

    public SimulationSpec spec() {
        return spec;
    }

    public Journal journal() {
        return journal;
    }

    /** How much virtual time has passed. */
    public Duration elapsed() {
        return Duration.ofNanos(time.nanos());
    }

    /** A record, still empty, of what clients see. */
    public <T> History<T> history() {
        return new History<>(time::nanos);
    }

    /** The luck of a part, which is nobody else's. */
    public RandomGenerator chance(String part) {
        return Chance.of(spec.seed(), part);
    }

    /** A client of a proxy; the first client is the first proxy's, and so on in turn. Not connected yet. */
    public SimulatedClient client(String name) {
        SimulatedDcp proxy = proxies.get(clients.size() % proxies.size());
        SimulatedClient client = new SimulatedClient(name, network(name), proxy.userAddress(), journal);
        clients.add(client);
        return client;
    }

    /** A client of the first proxy's management port. Not connected yet; whoever asks for it closes it. */
    public SimulatedClient administrator(String name) {
        return new SimulatedClient(name, network(name), proxies.get(0).managementAddress(), journal);
    }

    /** A client of an EP, past the proxies. Not connected yet. */
    public SimulatedClient clientOf(int epno, String name) {
        EpSpec ep = mpp.with(SimulatedMpp::spec).eps().get(epno);
        SimulatedClient client =
                new SimulatedClient(name, network(name), wires.address(ep.instanceHost(), ep.instancePort()), journal);
        clients.add(client);
        return client;
    }

    /** How often each kind of fault took effect, the rare happened at each named point, and watchers did something. */
    public Map<String, Long> bites() {
        Map<String, Long> all = troubles.bites();
        all.putAll(rarities.happened());
        watch.ifPresent(its -> all.putAll(its.counts()));
        return all;
    }

    private Network network(String party) {
        return new Network(clockwork.loop(), transport(party), time, chance(party));
    }

    private SimulatedTransport transport(String party) {
        return new SimulatedTransport(party, wires, time, chance(party + " messages"), journal, tap, buffers);
    }

    /**
     * Runs a workload to its end, with the troubles of the description meanwhile, which are healed then; then has all clients leave
     * and looks whether anything was left behind.
     *
     * @throws SimulationException if it does not end within the limit, or something was wrong
     */
    public void run(Workload workload) {
        long peace = time.nanos() + spec.peace().toNanos();
        CompletableFuture<?> done = workload.begin(this);
        rarities.on(true);
        troubles.begin(spec.troubles());
        if (!spec.troubles().isEmpty()) {
            time.schedule(spec.peace(), () -> {
                rarities.on(false);
                troubles.heal();
            });
        }
        await(done, spec.limit().plus(spec.peace()), "the workload does not end");
        pass(Duration.ofNanos(Math.max(0, peace - time.nanos())));
        rarities.on(false);
        clients.forEach(SimulatedClient::close);
        pass(SETTLING);
        try {
            ViolationException.requireNone(violations(), journal.entries());
        } catch (ViolationException e) {
            throw new SimulationException("not as promised: " + e.getMessage(), spec, journal, e);
        }
    }

    /** What is promised whatever the workload, as far as it has been broken by now, when the clients have gone. */
    List<Violation> violations() {
        List<Violation> found = new ArrayList<>(openAtCheckIn);
        proxies.forEach(dcp -> {
            if (!dcp.leftOpen().isEmpty()) {
                found.add(Violation.of(LEFT_OPEN, "a proxy has left: " + dcp.leftOpen()));
            }
        });
        int open = mpp.with(SimulatedMpp::openTransactions);
        if (open != 0) {
            found.add(Violation.of(LEFT_OPEN, "transactions open on EPs: " + open));
        }
        found.addAll(BufferBounds.check(clients.size(), buffers.most(), buffers.bytes()));
        found.addAll(PoolBounds.check(journal.entries(), spec.poolSize(), spec.epLimit()));
        found.addAll(FairWaiting.check(journal.entries(), LONGEST_WAIT, spec.epLimit() > 0));
        return found;
    }

    /** Looks at the cluster, or does something with it. */
    public <T> T withMpp(Function<SimulatedMpp, T> use) {
        return mpp.with(use);
    }

    /** The watchers and their monitor, if EPs have standbys. */
    public Optional<DataWatch> watch() {
        return watch;
    }

    /** For tests that plant a bug. */
    List<SimulatedDcp> proxies() {
        return proxies;
    }

    private void await(CompletableFuture<?> done, Duration limit, String otherwise) {
        guarded(() -> {
            if (!clockwork.runUntil(done::isDone, limit)) {
                throw new SimulationException(otherwise, spec, journal, null);
            }
        });
        try {
            done.join();
        } catch (CompletionException e) {
            throw new SimulationException(String.valueOf(e.getCause()), spec, journal, e.getCause());
        }
    }

    /** Lets time pass, with all that happens in it. */
    public void pass(Duration step) {
        guarded(() -> clockwork.pass(step));
    }

    private void guarded(Runnable run) {
        try {
            run.run();
        } catch (Clockwork.DefectException e) {
            throw new SimulationException("a defect of ours: " + e.getCause(), spec, journal, e.getCause());
        }
    }

    @Override
    public void close() {
        try {
            clients.forEach(SimulatedClient::close);
            proxies.forEach(SimulatedDcp::close);
        } finally {
            try {
                watch.ifPresent(DataWatch::close);
                mpp.close();
            } finally {
                clockwork.close();
            }
        }
    }
}
