package io.opendcp.simulator.watch;

import io.opendcp.simulator.Ep;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.session.EpStore;
import io.opendcp.simulator.session.Roles;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A watcher (dmmppwatch, dmwatcher) beside one instance. Each tick it looks at its instance, does what is to be done, and tells its
 * partner's watcher and the monitor. While the monitor switches it does what it is told and nothing else, for a time.
 */
public final class Watcher {
    /** After so long without a word of the monitor a switch is over for it. */
    private static final Duration TOLD_NOTHING = Duration.ofSeconds(10);

    private final DataWatch watch;
    private final WatchSpec spec;
    private final Ep ep;
    private final EpStore instance;
    private final Roles roles;
    private WatcherState state = WatcherState.STARTUP;
    private @Nullable WatcherStatus partner;
    private long partnerHeard;
    private long downSince = -1;
    private long behindSince = -1;
    private long toldAt;
    private boolean working;
    private boolean automatic;
    private Duration recover;
    /** Whether its instance's standby has been detached. */
    private boolean detached;
    /** An OGUID that is not its group's, and has been told; -1 for none. */
    private int refused = -1;

    private boolean dead;

    Watcher(DataWatch watch, WatchSpec spec, Ep ep) {
        this.watch = watch;
        this.spec = spec;
        this.ep = ep;
        instance = ep.state();
        roles = watch.mpp().roles();
        automatic = spec.automatic();
        recover = spec.recover();
    }

    /** The name of its instance. */
    public String name() {
        return ep.spec().instanceName();
    }

    int epno() {
        return ep.spec().epno();
    }

    public WatcherState state() {
        return dead ? WatcherState.SHUTDOWN : state;
    }

    /** Its process ends: nobody looks after the instance, nobody hears of it. */
    public void kill() {
        dead = true;
    }

    /** It starts again. */
    public void restart() {
        if (dead) {
            dead = false;
            state = WatcherState.STARTUP;
            partner = null;
            downSince = -1;
            behindSince = -1;
            working = false;
        }
    }

    /** Its group is left alone: it looks after nothing, and still tells what there is. */
    void shutDown() {
        state = WatcherState.SHUTDOWN;
    }

    /** It looks after its instance again. */
    void startUp() {
        if (state == WatcherState.SHUTDOWN) {
            state = WatcherState.STARTUP;
            downSince = -1;
            behindSince = -1;
            working = false;
        }
    }

    /** DW_MODE. */
    void automatic(boolean on) {
        automatic = on;
    }

    /** How long a standby that is back waits. */
    void recoverTime(Duration time) {
        recover = time;
    }

    /** Its instance's standby has left the group, or is back in it. */
    void detached(boolean is) {
        detached = is;
    }

    /** Whether its process is there. */
    public boolean isRunning() {
        return !dead;
    }

    void tick() {
        if (dead) {
            return;
        }
        if (state == WatcherState.SHUTDOWN) {
            tell();
            return;
        }
        if (isToldWhatToDo()) {
            if (watch.since(toldAt).compareTo(TOLD_NOTHING) > 0) {
                state = WatcherState.OPEN;
            }
        } else if (instance.isDown()) {
            lookAfterTheDead();
        } else {
            downSince = -1;
            lookAfterTheLiving();
        }
        tell();
    }

    private boolean isToldWhatToDo() {
        return state == WatcherState.SWITCHOVER || state == WatcherState.TAKEOVER;
    }

    private void lookAfterTheDead() {
        state = WatcherState.STARTUP;
        working = false;
        if (downSince < 0) {
            downSince = watch.now();
        } else if (spec.autoRestart() && watch.since(downSince).compareTo(spec.instanceError()) > 0) {
            ep.restart();
        }
    }

    private void lookAfterTheLiving() {
        if (instance.log().isSplit()) {
            state = WatcherState.ERROR;
        } else if (instance.status() == InstanceStatus.MOUNT) {
            state = WatcherState.STARTUP;
            bringUp();
        } else if (instance.mode() == InstanceMode.PRIMARY && !ep.isCurrent()) {
            stepDown();
        } else if (instance.status() == InstanceStatus.SUSPEND) {
            freeFromStandby();
        } else {
            state = WatcherState.OPEN;
            lookAfterStandby();
        }
    }

    private Optional<WatcherStatus> partner() {
        boolean heard = watch.since(partnerHeard).compareTo(spec.farError()) <= 0;
        return heard ? Optional.ofNullable(partner) : Optional.empty();
    }

    private boolean partnerIs(InstanceMode mode) {
        return partner()
                .filter(WatcherStatus::ok)
                .filter(other -> other.mode() == mode && other.status() != InstanceStatus.MOUNT)
                .isPresent();
    }

    /** Whether the partner is known to be what dmmpp.ctl names; it may wait for this one to open. */
    private boolean partnerIsEp() {
        return partner()
                .filter(other -> other.ok() && other.mode() == InstanceMode.PRIMARY)
                .isPresent();
    }

    /**
     * The standby opens first, then the primary. One that was replaced while it was away, or was to replace the other and then did not,
     * becomes a standby. Manual 6.2.9.
     */
    private void bringUp() {
        if (working || instance.mode() == InstanceMode.NORMAL || !isOfItsGroup()) {
            return;
        }
        if (ep.isCurrent()) {
            if (instance.mode() == InstanceMode.STANDBY) {
                roles.become(instance, InstanceMode.PRIMARY); // a switch that went no further
            }
            if (partnerIs(InstanceMode.STANDBY)) {
                open();
            }
        } else if (instance.mode() == InstanceMode.STANDBY) {
            open();
        } else if (partnerIsEp()) {
            watch.tell(name() + "以STANDBY模式重新加入", name() + " rejoins as standby");
            watch.count("Rejoin");
            roles.become(instance, InstanceMode.STANDBY);
            open();
        }
    }

    private boolean isOfItsGroup() {
        int wanted = watch.oguid(ep);
        int is = instance.oguid();
        if (is != wanted && is != refused) {
            watch.tell(
                    "实例%s的OGUID为%d，与守护组的%d不一致".formatted(name(), is, wanted),
                    "the OGUID of instance %s is %d, not its group's %d".formatted(name(), is, wanted));
        }
        refused = is == wanted ? -1 : is;
        return is == wanted;
    }

    private void open() {
        working = true;
        roles.open(instance, () -> working = false);
    }

    /** Another one is the EP, and this one has not known. */
    private void stepDown() {
        if (partnerIs(InstanceMode.PRIMARY)) {
            roles.mount(instance);
        }
    }

    /** Its commits wait for a standby that does not confirm. */
    private void freeFromStandby() {
        state = WatcherState.FAILOVER;
        if (working) {
            return;
        }
        if (instance.log().archiveStatus().filter(to -> to.behind() > 0).isEmpty()) {
            open();
            return;
        }
        if (!automatic) {
            goOnAlone();
            return;
        }
        state = WatcherState.CONFIRM; // until the monitor, which is asked again at each tick, has answered
        watch.mayGoOnAlone(this, yes -> {
            if (yes && instance.status() == InstanceStatus.SUSPEND) {
                goOnAlone();
            }
        });
    }

    private void goOnAlone() {
        watch.tell("实例" + name() + "的归档置为无效", "the archive of instance " + name() + " is set invalid");
        watch.count("Failover");
        roles.invalidate(instance);
        open();
    }

    /** A standby that was left behind, and is back, gets what it has missed. */
    private void lookAfterStandby() {
        boolean behind = !detached
                && instance.log().archiveStatus().isPresent()
                && !roles.isTrusted(instance)
                && partnerIs(InstanceMode.STANDBY);
        if (!behind) {
            behindSince = -1;
        } else if (behindSince < 0) {
            behindSince = watch.now();
        } else if (!working && watch.since(behindSince).compareTo(recover) >= 0) {
            working = true;
            state = WatcherState.RECOVERY;
            roles.recover(instance, () -> {
                if (roles.isTrusted(instance)) {
                    watch.count("Recovery");
                }
                working = false;
                behindSince = -1;
            });
        }
    }

    private void tell() {
        WatcherStatus status = status();
        roles.partner(instance).ifPresent(other -> {
            Watcher watcher = watch.watcher(other.spec().instanceName());
            watch.mpp().post(name(), watcher.name(), () -> watcher.hears(status));
        });
        watch.mpp().post(name(), DataWatch.MONITOR, () -> watch.monitor().hears(status));
    }

    WatcherStatus status() {
        return new WatcherStatus(
                watch.mpp().time().now(),
                name(),
                epno(),
                state,
                !instance.isDown(),
                instance.status(),
                instance.mode(),
                instance.log().archiveStatus().map(archive -> archive.state()).orElse(""),
                instance.log().isSplit(),
                instance.opens(),
                instance.log().lsn());
    }

    private void hears(WatcherStatus other) {
        if (!dead) {
            partner = other;
            partnerHeard = watch.now();
        }
    }

    /** The monitor begins or ends a switch. */
    void become(WatcherState told) {
        state = told;
        toldAt = watch.now();
        working = false;
    }

    /** The monitor has told it something that belongs to a switch. */
    void isTold() {
        toldAt = watch.now();
    }

    Ep ep() {
        return ep;
    }
}
