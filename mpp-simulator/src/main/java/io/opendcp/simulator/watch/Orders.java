package io.opendcp.simulator.watch;

import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.Ep;
import java.time.Duration;
import java.util.Locale;

/**
 * What the monitor has a watcher do: leave its instance alone, look after it again, end it, start it. It goes over the network. Each
 * throws a {@link MonitorException} if the instance has no watcher, it is silent, or its group is being switched.
 */
public final class Orders {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final DataWatch watch;

    Orders(DataWatch watch) {
        this.watch = watch;
    }

    /** stop dmwatcher: from now on nobody restarts, opens or replaces the instance. */
    public void stopWatcher(String instance) {
        Watcher watcher = watch.monitor().reachable(instance);
        order(watcher, "SHUTDOWN", watcher::shutDown);
    }

    /** startup dmwatcher. */
    public void startWatcher(String instance) {
        Watcher watcher = watch.monitor().reachable(instance);
        order(watcher, "STARTUP", watcher::startUp);
    }

    /** stop database: the instance ends when all is written. */
    public void stop(String instance) {
        Watcher watcher = watch.monitor().reachable(instance);
        order(watcher, "STOP " + instance, () -> {
            watcher.shutDown();
            watcher.ep().stop();
        });
    }

    /** kill database: the instance ends at once. */
    public void kill(String instance) {
        Watcher watcher = watch.monitor().reachable(instance);
        order(watcher, "KILL " + instance, () -> {
            watcher.shutDown();
            watcher.ep().kill();
        });
    }

    /** startup database: it is mounted, and its watcher opens it. */
    public void start(String instance) {
        Watcher watcher = watch.monitor().reachable(instance);
        Ep ep = watcher.ep();
        if (!ep.state().isMade()) {
            throw new MonitorException(-10, "实例" + instance + "没有数据库", "Instance " + instance + " has no database");
        }
        order(watcher, "START " + instance, () -> {
            watcher.startUp();
            ep.start(true);
        });
    }

    /** Has a watcher do something, and tells of it. */
    void order(Watcher at, String what, Runnable work) {
        String words = what.toLowerCase(Locale.ROOT);
        watch.tell("通知守护进程" + at.name() + "执行" + what, "Notify dmwatcher(" + at.name() + ") to " + words);
        Time.Timer limit = watch.schedule(
                LIMIT,
                () -> watch.tell(
                        "[code = -8013] 守护进程" + at.name() + "没有应答: " + what,
                        "[code = -8013] Dmwatcher " + at.name() + " has not answered: " + words));
        watch.mpp().post(DataWatch.MONITOR, at.name(), () -> {
            if (!at.isRunning()) {
                return;
            }
            work.run();
            watch.mpp().post(at.name(), DataWatch.MONITOR, () -> {
                limit.cancel();
                watch.tell(
                        "守护进程" + at.name() + "执行" + what + "成功", "Dmwatcher " + at.name() + " " + words + " success");
            });
        });
    }
}
