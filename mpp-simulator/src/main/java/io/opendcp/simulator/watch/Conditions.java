package io.opendcp.simulator.watch;

import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import java.util.Optional;

/** What has to be before a standby may take its primary's place, from what the monitor has heard. */
final class Conditions {
    private final DataWatch watch;
    private final Monitor monitor;

    Conditions(DataWatch watch, Monitor monitor) {
        this.watch = watch;
        this.monitor = monitor;
    }

    /** @throws MonitorException if the two cannot change places now */
    void requireSwitchover(Watcher standby, Watcher primary) {
        WatcherStatus here = monitor.heardOf(standby);
        if (here.mode() == InstanceMode.PRIMARY) {
            throw new MonitorException(
                    -8106, "SWITCHOVER所用的实例是Primary模式", "The instance to switch over to is in Primary mode");
        }
        monitor.requireFree(standby);
        attached(standby.name()).ifPresent(refused -> {
            throw refused;
        });
        WatcherStatus there = monitor.heardOf(primary);
        if (!there.ok() || !here.ok()) {
            throw new MonitorException(-8021, "实例故障", "An instance of the group is lost");
        }
        unwatched(here).or(() -> unwatched(there)).ifPresent(refused -> {
            throw refused;
        });
        if (here.status() != InstanceStatus.OPEN || there.status() != InstanceStatus.OPEN) {
            throw new MonitorException(-8078, "实例状态不匹配", "An instance of the group is not OPEN");
        }
        if (!watch.mpp().roles().isTrusted(primary.ep().state())) {
            throw new MonitorException(-8111, "待切换实例归档不是有效状态", "The archive to the instance is not VALID");
        }
    }

    /** Why the standby may not take over now; empty if it may. */
    Optional<MonitorException> takeoverRefusal(Watcher standby, Watcher primary, boolean force) {
        Optional<MonitorException> attached = attached(standby.name());
        if (attached.isPresent()) {
            return attached;
        }
        Optional<WatcherStatus> here = monitor.fresh(standby.name());
        if (here.isEmpty() || !here.get().ok()) {
            return Optional.of(new MonitorException(-8021, "实例故障", "Instance " + standby.name() + " is lost"));
        }
        Optional<MonitorException> unwatched = unwatched(here.get());
        if (unwatched.isPresent()) {
            return unwatched;
        }
        if (here.get().mode() != InstanceMode.STANDBY || standby.ep().isCurrent()) {
            return Optional.of(
                    new MonitorException(-8062, "实例的模式不匹配，预期为Standby模式", "The instance is not in Standby mode"));
        }
        if (here.get().status() != InstanceStatus.OPEN) {
            return Optional.of(new MonitorException(-8078, "实例状态不匹配", "The instance is not OPEN"));
        }
        boolean serves = monitor.fresh(primary.name())
                .filter(there -> there.ok() && there.status() == InstanceStatus.OPEN)
                .isPresent();
        if (serves) {
            return Optional.of(new MonitorException(
                    -8394, "存在PRIMARY & OPEN状态的实例，不允许接管", "There is an instance PRIMARY and OPEN"));
        }
        if (!force && !watch.mpp().roles().isTrusted(primary.ep().state())) {
            return Optional.of(new MonitorException(-8400, "归档状态无效，不允许接管", "The archive is not VALID"));
        }
        return Optional.empty();
    }

    private Optional<MonitorException> attached(String standby) {
        return monitor.isDetached(standby)
                ? Optional.of(new MonitorException(
                        -8400,
                        "备库" + standby + "已分离，归档状态无效",
                        "Standby " + standby + " is detached, the archive to it is not VALID"))
                : Optional.empty();
    }

    private static Optional<MonitorException> unwatched(WatcherStatus status) {
        return status.watcher() == WatcherState.SHUTDOWN
                ? Optional.of(new MonitorException(
                        -10,
                        "实例故障或者实例对应的守护进程故障: " + status.instance(),
                        "The instance, or its watcher, is out of service: " + status.instance()))
                : Optional.empty();
    }
}
