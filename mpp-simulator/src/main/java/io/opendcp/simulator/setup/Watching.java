package io.opendcp.simulator.setup;

import static java.util.stream.Collectors.toMap;

import io.opendcp.simulator.SimulatedMpp;
import io.opendcp.simulator.monitor.MonitorConsole;
import io.opendcp.simulator.monitor.WatchedGroup;
import io.opendcp.simulator.watch.DataWatch;
import io.opendcp.simulator.watch.Notice;
import io.opendcp.simulator.watch.WatchSpec;
import io.opendcp.simulator.watch.Watcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The watchers and the monitor of an MPP, as their processes start and end. Confined to the MPP's event loop. */
public final class Watching implements AutoCloseable {
    private final SimulatedMpp mpp;
    private final long seed;
    private final List<Consumer<Notice>> listeners = new ArrayList<>();
    private WatchSpec spec = WatchSpec.MANUAL;
    private List<WatchedGroup> groups = List.of();
    private @Nullable DataWatch watch;
    private @Nullable MonitorConsole console;

    /** @param seed what the monitor draws from */
    public Watching(SimulatedMpp mpp, long seed) {
        this.mpp = mpp;
        this.seed = seed;
    }

    /** How it is done, by whoever starts from now on. */
    public void plan(WatchSpec how, List<WatchedGroup> which) {
        spec = how;
        groups = List.copyOf(which);
    }

    /** One more who hears what the monitor tells, as soon as there is one. */
    public void listen(Consumer<Notice> listener) {
        listeners.add(listener);
        if (watch != null) {
            watch.listen(listener);
        }
    }

    /** All watchers and the monitor start. {@link IllegalStateException} if any has before. */
    public DataWatch startAll() {
        if (watch != null) {
            throw new IllegalStateException("it is watched");
        }
        DataWatch all = begin();
        console = new MonitorConsole(mpp, all, groups);
        return all;
    }

    private DataWatch begin() {
        DataWatch begun = DataWatch.start(
                mpp, spec, seed, groups.stream().collect(toMap(WatchedGroup::epno, WatchedGroup::oguid)));
        listeners.forEach(begun::listen);
        watch = begun;
        return begun;
    }

    private DataWatch watch() {
        if (watch != null) {
            return watch;
        }
        DataWatch begun = begin();
        begun.monitor().stop();
        begun.watchers().forEach(Watcher::kill);
        return begun;
    }

    /** Whether the watcher of an instance runs. */
    boolean watches(String instance) {
        return watch != null
                && watch.watchers().stream().anyMatch(each -> each.name().equals(instance) && each.isRunning());
    }

    /** The watchers of these instances, which are a machine's, start. */
    void startWatchers(Collection<String> instances) {
        instances.forEach(each -> watch().watcher(each).restart());
    }

    void stopWatchers(Collection<String> instances) {
        instances.forEach(each -> watch().watcher(each).kill());
    }

    /** The monitor starts; what it says. */
    String startMonitor() {
        DataWatch there = watch();
        there.monitor().start();
        MonitorConsole started = new MonitorConsole(mpp, there, groups);
        console = started;
        return started.banner();
    }

    /** The monitor's; empty as long as it does not run. */
    public Optional<MonitorConsole> console() {
        return Optional.ofNullable(console);
    }

    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
    }
}
