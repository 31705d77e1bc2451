package io.opendcp.simulator.watch;

import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.session.Roles;
import java.time.Duration;

/**
 * What the monitor changes in a group: how its watchers go about it, and whether the standby belongs to it. Each throws a
 * {@link MonitorException} if it cannot be.
 */
public final class GroupOrders {
    private static final int RECOVER_SECONDS_MIN = 3;
    private static final int RECOVER_SECONDS_MAX = 86_400;

    private final DataWatch watch;
    private final Orders orders;
    private final Roles roles;

    GroupOrders(DataWatch watch) {
        this.watch = watch;
        orders = watch.orders();
        roles = watch.mpp().roles();
    }

    /**
     * set database DB recover time: how long its primary's watcher lets it wait for what it has missed.
     *
     * @param seconds 3 to 86400
     */
    public void recoverTime(String standby, long seconds) {
        Watcher primary = primaryOf(standby);
        if (seconds < RECOVER_SECONDS_MIN || seconds > RECOVER_SECONDS_MAX) {
            throw new MonitorException(
                    -16,
                    "非法的参数: 恢复间隔应为 %d 到 %d 秒".formatted(RECOVER_SECONDS_MIN, RECOVER_SECONDS_MAX),
                    "Invalid argument: a recover time is %d to %d s"
                            .formatted(RECOVER_SECONDS_MIN, RECOVER_SECONDS_MAX));
        }
        orders.order(
                primary, "SET " + standby + " RECOVER TIME", () -> primary.recoverTime(Duration.ofSeconds(seconds)));
    }

    /** set database DB arch invalid: its primary goes on without it, until the watcher has it recovered. */
    public void archiveInvalid(String standby) {
        Watcher primary = primaryOf(standby);
        orders.order(
                primary,
                "SET " + standby + " ARCH INVALID",
                () -> roles.invalidate(primary.ep().state()));
    }

    /** set GRP auto|manual: whether the group's standby takes over without being asked. */
    public void automatic(int epno, boolean on) {
        for (Watcher each : watch.watchers().stream()
                .filter(watcher -> watcher.epno() == epno)
                .map(watcher -> watch.monitor().reachable(watcher.name()))
                .toList()) {
            orders.order(each, on ? "SET AUTO" : "SET MANUAL", () -> each.automatic(on));
        }
        watch.monitor().automatic(epno, on);
    }

    /** detach database: a standby leaves its group and ends. It gets no redo and takes nobody's place. */
    public void detach(String standby) {
        Watcher primary = primaryOf(standby);
        watch.monitor().detached(standby, true);
        orders.order(primary, "DETACH " + standby, () -> {
            primary.detached(true);
            roles.invalidate(primary.ep().state());
        });
        orders.stop(standby);
    }

    /** attach database: it starts, and its primary's watcher brings it up to date. */
    public void attach(String standby) {
        Watcher primary = primaryOf(standby);
        watch.monitor().detached(standby, false);
        orders.order(primary, "ATTACH " + standby, () -> primary.detached(false));
        orders.start(standby);
    }

    /**
     * open database: an instance that is mounted.
     *
     * @param force whether a primary opens without its standby too
     */
    public void open(String instance, boolean force) {
        requireOpen(instance, force);
        Watcher watcher = watch.monitor().reachable(instance);
        orders.order(watcher, "OPEN " + instance, () -> open(watcher, force));
    }

    /** check open: an instance that is mounted could open; throws if not, as {@link #open}. */
    public void requireOpen(String instance, boolean force) {
        Watcher watcher = watch.monitor().reachable(instance);
        WatcherStatus is = heard(instance);
        if (is.status() != InstanceStatus.MOUNT) {
            throw new MonitorException(-8037, "实例不是MOUNT状态", "The instance is not MOUNT");
        }
        if (is.split()) {
            throw new MonitorException(-8389, "存在分裂实例，不允许执行命令", "The instance is split");
        }
        boolean place = watcher.ep().isCurrent() == (is.mode() == InstanceMode.PRIMARY);
        if (!place || is.mode() == InstanceMode.NORMAL) {
            throw new MonitorException(
                    -8333,
                    "不符合OPEN FORCE条件: 实例为" + is.mode() + "模式",
                    "What has to be for OPEN FORCE is not: the instance is in " + is.mode() + " mode");
        }
        if (is.mode() == InstanceMode.PRIMARY && !force && !hasStandby(watcher)) {
            throw new MonitorException(
                    -8333,
                    "备库不是OPEN状态，主库不能打开，可使用 force",
                    "Its standby is not OPEN, the primary cannot open; force does without it");
        }
    }

    /**
     * check recover: a standby that is behind would get from its primary what it has missed; throws if not.
     *
     * @return false if it has missed nothing
     */
    public boolean needsRecovery(String standby) {
        Watcher primary = primaryOf(standby);
        if (watch.monitor().isDetached(standby)) {
            throw new MonitorException(
                    -8400,
                    "备库" + standby + "已分离，可用 attach database 重新加入",
                    "Standby " + standby + " is detached; attach database brings it back");
        }
        WatcherStatus here = heard(standby);
        WatcherStatus there = heard(primary.name());
        if (here.split() || there.split()) {
            throw new MonitorException(-8389, "存在分裂实例，不允许执行命令", "An instance of the group is split");
        }
        if (here.mode() != InstanceMode.STANDBY || there.mode() != InstanceMode.PRIMARY) {
            throw new MonitorException(
                    -8062,
                    "实例的模式不匹配: %s 为 %s，%s 为 %s".formatted(standby, here.mode(), primary.name(), there.mode()),
                    "%s is in %s mode, and %s in %s mode"
                            .formatted(standby, here.mode(), primary.name(), there.mode()));
        }
        if (here.status() != InstanceStatus.OPEN || there.status() == InstanceStatus.MOUNT) {
            throw new MonitorException(-8078, "实例状态不匹配", "An instance of the group is not OPEN");
        }
        return !roles.isTrusted(primary.ep().state());
    }

    /** What a reachable watcher has told of its instance, which is there. */
    private WatcherStatus heard(String instance) {
        WatcherStatus is = watch.monitor().heard(instance).orElseThrow();
        if (!is.ok()) {
            throw new MonitorException(-8021, "实例故障", "Instance " + instance + " is lost");
        }
        return is;
    }

    private boolean hasStandby(Watcher primary) {
        String standby = watch.monitor().partner(primary).name();
        return watch.monitor().hearsOf(standby)
                && watch.monitor()
                        .heard(standby)
                        .filter(its -> its.ok() && its.mode() == InstanceMode.STANDBY)
                        .filter(its -> its.status() == InstanceStatus.OPEN)
                        .isPresent();
    }

    private void open(Watcher at, boolean force) {
        if (at.ep().isDown()) {
            return;
        }
        if (force) {
            roles.invalidate(at.ep().state());
        }
        roles.open(at.ep().state(), () -> {});
    }

    /** The watcher beside a standby's primary; both are heard of. */
    private Watcher primaryOf(String standby) {
        Watcher watcher = watch.monitor().reachable(standby);
        if (watcher.ep().isCurrent()) {
            throw new MonitorException(-8062, "实例的模式不匹配，预期为Standby模式", "The instance is not in Standby mode");
        }
        return watch.monitor().reachable(watch.monitor().partner(watcher).name());
    }
}
