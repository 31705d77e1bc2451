package io.opendcp.simulator.watch;

import io.opendcp.protocol.net.Chance;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.Ep;
import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.session.Cluster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * All watchers of an MPP whose EPs have standbys, and its monitor. They talk over the network between instances, on which the monitor
 * is {@value #MONITOR}. Confined to the MPP's event loop.
 */
public final class DataWatch implements AutoCloseable {
    /** The monitor's name on MAL. */
    public static final String MONITOR = Cluster.MONITOR;

    private final SimulatedMpp mpp;
    private final WatchSpec spec;
    private final Map<String, Watcher> watchers = new LinkedHashMap<>();
    private final Monitor monitor;
    private final Map<String, Long> counts = new TreeMap<>();
    private final List<Consumer<Notice>> listeners = new ArrayList<>();
    private final Set<Later> pending = new LinkedHashSet<>();
    private Time.Timer next;

    /** By EPNO; where there is none, it is not looked at. */
    private final Map<Integer, Integer> oguids;

    private DataWatch(SimulatedMpp mpp, WatchSpec spec, long seed, Map<Integer, Integer> oguids) {
        this.mpp = mpp;
        this.oguids = Map.copyOf(oguids);
        this.spec = spec;
        for (Ep ep : mpp.instances()) {
            if (mpp.roles().partner(ep.state()).isPresent()) {
                Watcher watcher = new Watcher(this, spec, ep);
                watchers.put(watcher.name(), watcher);
            }
        }
        monitor = new Monitor(this, spec, Chance.of(seed, "monitor"));
        next = mpp.time().schedule(spec.tick(), this::tick);
    }

    /** Starts a watcher for each instance that has a partner, and the monitor. From now on watchers open instances that start. */
    public static DataWatch start(SimulatedMpp mpp, WatchSpec spec, long seed) {
        return start(mpp, spec, seed, Map.of());
    }

    /**
     * The same, but an instance is only looked after once it has the OGUID of its group. Manual 6.2.7.2.
     *
     * @param oguids INST_OGUID, by EPNO
     */
    public static DataWatch start(SimulatedMpp mpp, WatchSpec spec, long seed, Map<Integer, Integer> oguids) {
        DataWatch watch = new DataWatch(mpp, spec, seed, oguids);
        mpp.watched(watch::looksAfter);
        return watch;
    }

    private boolean looksAfter(String instance) {
        Watcher watcher = watchers.get(instance);
        return watcher != null && watcher.state() != WatcherState.SHUTDOWN;
    }

    int oguid(Ep ep) {
        return oguids.getOrDefault(ep.spec().epno(), ep.state().oguid());
    }

    /** One more who hears what the monitor, and the watchers through it, have to say. */
    public void listen(Consumer<Notice> listener) {
        listeners.add(listener);
    }

    public Monitor monitor() {
        return monitor;
    }

    /** The watcher of an instance; {@link IllegalArgumentException} if there is none. */
    public Watcher watcher(String instance) {
        Watcher watcher = watchers.get(instance);
        if (watcher == null) {
            throw new IllegalArgumentException("no watcher of " + instance);
        }
        return watcher;
    }

    /** What the monitor has watchers do besides switches. */
    public Orders orders() {
        return new Orders(this);
    }

    /** What the monitor changes in a group. */
    public GroupOrders groupOrders() {
        return new GroupOrders(this);
    }

    public List<Watcher> watchers() {
        return List.copyOf(watchers.values());
    }

    private void tick() {
        next = mpp.time().schedule(spec.tick(), this::tick);
        watchers.values().forEach(Watcher::tick);
        monitor.tick();
    }

    SimulatedMpp mpp() {
        return mpp;
    }

    long now() {
        return mpp.time().nanos();
    }

    Duration since(long then) {
        return Duration.ofNanos(now() - then);
    }

    /** The monitor tells something. */
    public void tell(String chinese, String english) {
        if (!monitor.isRunning()) {
            return; // nobody hears it
        }
        Notice notice = new Notice(mpp.time().now(), chinese, english);
        listeners.forEach(listener -> listener.accept(notice));
    }

    void count(String what) {
        counts.merge(what, 1L, Long::sum);
    }

    /** How often there was a switchover, a takeover, a failover (a primary goes on alone), a rejoin, a recovery. */
    public Map<String, Long> counts() {
        return Map.copyOf(counts);
    }

    /** Asks the monitor whether a primary may go on without its standby. The answer may never come. */
    void mayGoOnAlone(Watcher asking, Consumer<Boolean> answer) {
        mpp.post(
                asking.name(),
                MONITOR,
                () -> monitor.isAsked(asking, yes -> mpp.post(MONITOR, asking.name(), () -> answer.accept(yes))));
    }

    /** Does something later, unless it has been closed by then. */
    public Time.Timer schedule(Duration in, Runnable work) {
        return new Later(in, work);
    }

    private final class Later implements Time.Timer {
        private final Time.Timer timer;

        Later(Duration in, Runnable work) {
            pending.add(this);
            timer = mpp.time().schedule(in, () -> {
                pending.remove(this);
                work.run();
            });
        }

        @Override
        public void cancel() {
            pending.remove(this);
            timer.cancel();
        }
    }

    @Override
    public void close() {
        next.cancel();
        monitor.close();
        List.copyOf(pending).forEach(Later::cancel);
    }
}
