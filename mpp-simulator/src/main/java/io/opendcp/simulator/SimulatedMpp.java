package io.opendcp.simulator;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.fault.Effect;
import io.opendcp.simulator.fault.EpFault;
import io.opendcp.simulator.fault.FaultException;
import io.opendcp.simulator.fault.FaultListener;
import io.opendcp.simulator.fault.Faults;
import io.opendcp.simulator.fault.Trigger;
import io.opendcp.simulator.session.Cluster;
import io.opendcp.simulator.session.Databases;
import io.opendcp.simulator.session.EpSession;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Roles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * A DM MPP in this JVM, without sockets. Confined to one event loop: every call, on it and on its sessions, comes from
 * there, and so do its tasks. H2 runs inline; what takes time (locks, messages between EPs, writes of logs) takes given time.
 */
public final class SimulatedMpp implements AutoCloseable {
    private final Cluster cluster;
    private final Map<EpStore, Ep> instances = new LinkedHashMap<>();
    private Consumer<Throwable> defects = defect -> {};

    private SimulatedMpp(Cluster cluster, long seed) {
        this.cluster = cluster;
        cluster.instances().forEach(store -> {
            RandomGenerator own = Chance.of(seed, "faults of " + store.spec().instanceName());
            instances.put(store, new Ep(cluster, store, own));
        });
    }

    /**
     * Starts a cluster.
     *
     * @param time where SYSDATE and all waiting come from
     * @param seed what RAND, seeded hash maps and faults are drawn from
     */
    public static SimulatedMpp of(MppSpec spec, Time time, long seed) {
        return new SimulatedMpp(new Cluster(spec, time, seed), seed);
    }

    /** The same without any database: instances are down until somebody makes one, and starts them. */
    public static SimulatedMpp bare(MppSpec spec, Time time, long seed) {
        SimulatedMpp mpp = of(spec, time, seed);
        mpp.instances.values().forEach(Ep::absent);
        return mpp;
    }

    /** How instances come by their data. */
    public Databases databases() {
        return cluster.databases();
    }

    /** The instance that is the EP with this number now; {@link IllegalArgumentException} if there is none. */
    public Ep ep(int epno) {
        return Objects.requireNonNull(instances.get(cluster.ep(epno)));
    }

    /**
     * From now on {@code trigger} counts, or happens, at the EP that it names.
     *
     * @throws IllegalArgumentException if there is no such EP, or no other one that it names
     */
    public void suffers(Trigger trigger) {
        require(trigger);
        ep(trigger.ep()).faults().arm(trigger);
    }

    /**
     * The trigger counts no more, and what it has set off is over: a fault at the port heals, a killed EP starts again, a paused
     * one goes on.
     *
     * @return whether there was anything of it
     * @throws IllegalArgumentException if there is no such EP
     */
    public boolean heals(Trigger trigger) {
        return Troubles.heal(ep(trigger.ep()), trigger);
    }

    private void require(Trigger trigger) {
        Ep ep = ep(trigger.ep());
        if (trigger.effect() instanceof Effect.OnPort its && its.fault() instanceof EpFault fault) {
            ep.require(fault);
        }
    }

    /** The instance of this name, EP or standby; {@link IllegalArgumentException} if there is none, which tells those there are. */
    public Ep ep(String instance) {
        return instances.values().stream()
                .filter(ep -> ep.spec().instanceName().equals(instance))
                .findFirst()
                .orElseThrow(() -> FaultException.noSuchEp(
                        instance,
                        instances.values().stream()
                                .map(ep -> ep.spec().instanceName())
                                .toList()));
    }

    /** The instances that are the EPs now, in rising order of number. */
    public List<Ep> eps() {
        return cluster.eps().keySet().stream().map(this::ep).toList();
    }

    /** All instances: each EP's first primary, followed by its standby. */
    public List<Ep> instances() {
        return List.copyOf(instances.values());
    }

    public MppSpec spec() {
        return cluster.spec();
    }

    /** Who is primary and who is standby, and how that changes. */
    public Roles roles() {
        return cluster.roles();
    }

    /** Whether user and password are those of a DBA. */
    public boolean isDba(String user, String password) {
        String name = user.toUpperCase(Locale.ROOT);
        return cluster.dictionary().users().accepts(name, password, time().now())
                && cluster.dictionary().users().isDba(name);
    }

    /**
     * Instances with a partner are opened by watchers from now on.
     *
     * @param lookedAfter whether the watcher of the instance of this name is there and at work
     */
    public void watched(Predicate<String> lookedAfter) {
        cluster.roles().watched(instance -> lookedAfter.test(instance.spec().instanceName()));
    }

    public Time time() {
        return cluster.time();
    }

    /** A message over MAL between instances, or {@code MONITOR}; lost as those of EPs are. */
    public void post(String from, String to, Runnable arrives) {
        cluster.mal().post(from, to, arrives);
    }

    /** Sessions on all EPs that are in a transaction. */
    public int openTransactions() {
        return (int)
                cluster.sessions().stream().filter(EpSession::inTransaction).count();
    }

    /** Whether the session with this id is in a transaction; false if there is none. */
    public boolean inTransaction(long sessionId) {
        return cluster.sessions().stream()
                .anyMatch(session -> session.sessionId() == sessionId && session.inTransaction());
    }

    /** Commits that have still to be applied, or rolled back, on some EP; their clients may be gone. */
    public int commitsUnderWay() {
        return cluster.commitsUnderWay();
    }

    /** Tells of all that goes wrong from now on: faults that come into force, bite, and are healed. */
    public void listen(Function<Ep, FaultListener> told) {
        instances.values().forEach(ep -> ep.faults().listen(told.apply(ep)));
    }

    /**
     * Tells of each defect of the simulator itself that its sockets meet from now on: an exception where none may be, which the
     * client hears of as an error of the EP. Told on the event loop; there is one at most who is told.
     */
    public void onDefect(Consumer<Throwable> told) {
        defects = told;
    }

    /** There is a defect; {@link #onDefect} tells of it. */
    public void defect(Throwable defect) {
        defects.accept(defect);
    }

    /** Bytes between EPs. */
    public Traffic traffic() {
        return cluster.traffic();
    }

    /**
     * What is said comes true, now or when its time has come: the entry for all who have words only.
     *
     * @param sentence as {@link Faults} has it
     * @throws IllegalArgumentException if it is none, or cannot come true here
     */
    public void suffers(String sentence) {
        suffers(Faults.parse(sentence));
    }

    /** Throws what {@link #suffers(String)} would throw, and does nothing. */
    public void check(String sentence) {
        require(Faults.parse(sentence));
    }

    /** What was said is no longer true; see {@link #heals(Trigger)}. */
    public boolean heals(String sentence) {
        return heals(Faults.parse(sentence));
    }

    /** Nothing is wrong any more: no faults, no triggers, and all EPs that nobody has stopped are up as soon as they can. */
    public void heal() {
        instances.values().forEach(ep -> {
            ep.heal();
            if (!ep.isStopped()) {
                ep.restart();
            }
        });
    }

    /** All that is wrong and all that counts, each as a sentence that heals it. */
    public List<String> troubles() {
        return instances.values().stream()
                .flatMap(ep -> Troubles.of(ep).stream())
                .map(Trigger::toString)
                .toList();
    }

    /** Idempotent for sessions; the cluster itself is closed once. */
    @Override
    public void close() {
        cluster.close();
    }
}
