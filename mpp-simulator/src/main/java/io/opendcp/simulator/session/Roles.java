package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What instances are and may do: mode, status, and which one is the EP that dmmpp.ctl names. Where the current instance of an EP is
 * lost, mounted or replaced, all sessions of the MPP end. Source: DM8 data watch manual; docs/adr/0602-standby.md.
 */
public final class Roles {
    private final Cluster cluster;
    /** The instance that was the EP when its commits were left as they were. */
    private final Map<Integer, EpStore> left = new HashMap<>();

    private Runnable onCut = () -> {};
    private boolean watched;
    private Predicate<EpStore> lookedAfter = instance -> false;

    Roles(Cluster cluster) {
        this.cluster = cluster;
    }

    /** Tells of each moment at which all sessions of the MPP end. */
    public void onCut(Runnable told) {
        onCut = told;
    }

    boolean isWatched() {
        return watched;
    }

    /**
     * Instances with a partner are opened by their watchers from now on, and not by themselves.
     *
     * @param lookedAfter whether an instance's watcher is there, and does that
     */
    public void watched(Predicate<EpStore> lookedAfter) {
        watched = true;
        this.lookedAfter = lookedAfter;
    }

    boolean isLookedAfter(EpStore instance) {
        return lookedAfter.test(instance);
    }

    private boolean isCurrent(EpStore instance) {
        return cluster.ep(instance.spec().epno()) == instance;
    }

    /** Its process ends. */
    public void fails(EpStore instance) {
        boolean serves = isCurrent(instance) && instance.isOpen();
        instance.status(InstanceStatus.SHUTDOWN);
        cluster.mal().down(instance.site());
        instance.disk().crash();
        if (instance.log().archive() != null) {
            instance.log().archive().primaryFails();
        }
        if (serves) {
            leave(instance);
        } else {
            cluster.endSessions(session -> session.ep() == instance);
        }
        cluster.instances().forEach(other -> {
            if (other.log().archive() != null && other.log().archive().standby() == instance) {
                other.log().archive().standbyFails();
            }
        });
    }

    /** Whether all transactions that have changed something on it are over; else they end when it is opened. */
    boolean isSettled(EpStore instance) {
        int epno = instance.spec().epno();
        return left.get(epno) != instance || cluster.commits().stream().noneMatch(commit -> commit.concerns(epno));
    }

    private void leave(EpStore instance) {
        int epno = instance.spec().epno();
        left.putIfAbsent(epno, instance);
        instance.log().forgetsHeld();
        onCut.run();
        List.copyOf(cluster.commits()).forEach(commit -> commit.fails(epno));
        cluster.endSessions(session -> !session.outlasts(instance));
        endTransactions(instance);
    }

    private void endTransactions(EpStore instance) {
        for (EpSession session : List.copyOf(cluster.sessions())) {
            if (session.isOn(instance)) {
                session.losesTransaction();
            }
        }
    }

    /** Its process is there again, with what was committed; somebody who watches opens it, or it does so itself. */
    public void recovers(EpStore instance) {
        mounted(instance);
        if (!watched || partner(instance).isEmpty()) {
            open(instance, () -> {});
        }
    }

    /**
     * Its process starts, as dmserver does by hand: a database in NORMAL mode opens unless it is told otherwise, primaries and standbys
     * wait for their watcher. Source: DM8 data watch manual.
     *
     * @param mount whether it is told so
     */
    public void starts(EpStore instance, boolean mount) {
        mounted(instance);
        if (!mount && instance.mode() == InstanceMode.NORMAL) {
            open(instance, () -> {});
        }
    }

    private void mounted(EpStore instance) {
        cluster.mal().up(instance.site());
        instance.log().expectsAgain();
        instance.status(InstanceStatus.MOUNT);
    }

    /** ALTER DATABASE MOUNT: what is not written is rolled back. */
    public void mount(EpStore instance) {
        if (!instance.isOpen()) {
            return;
        }
        instance.status(InstanceStatus.MOUNT);
        instance.disk().flush();
        if (isCurrent(instance)) {
            leave(instance);
        } else {
            cluster.endSessions(session -> session.isOn(instance) && !session.outlasts(instance));
            endTransactions(instance);
        }
    }

    /** ALTER DATABASE SUSPEND: commits wait until it is opened again. */
    public void suspend(EpStore instance) {
        if (!instance.isOpen()) {
            throw DmException.of(ErrorCode.WRONG_STATUS, instance.status().name());
        }
        instance.suspend();
    }

    /**
     * ALTER DATABASE OPEN. A primary opens when its standby has all that it has, or cannot have it.
     *
     * @param opened runs when it is open, or cannot be any more
     */
    public void open(EpStore instance, Runnable opened) {
        if (instance.isDown()) {
            throw DmException.of(ErrorCode.WRONG_STATUS, instance.status().name());
        }
        Archive archive = instance.log().archive();
        if (instance.isOpen()
                || instance.mode() == InstanceMode.NORMAL
                || archive == null
                || archive.state() == Archive.State.INVALID) {
            opens(instance, opened);
        } else if (archive.standby().isDown()) {
            archive.invalidate();
            opens(instance, opened);
        } else {
            archive.recover(() -> {
                if (instance.log().archive() == archive) {
                    opens(instance, opened);
                } else {
                    opened.run(); // another one is the EP meanwhile
                }
            });
        }
    }

    private void opens(EpStore instance, Runnable opened) {
        if (instance.isDown()) {
            opened.run();
            return;
        }
        if (instance.mode() == InstanceMode.NORMAL && partner(instance).isPresent()) {
            instance.log().rebuildsUndo(cluster.nextHistory());
        }
        instance.opened();
        int epno = instance.spec().epno();
        if (isCurrent(instance)) {
            EpStore before = left.remove(epno);
            if (before != null) {
                List.copyOf(cluster.commits()).forEach(commit -> commit.recovers(instance, before == instance));
            }
        }
        opened.run();
    }

    /** ALTER DATABASE PRIMARY, STANDBY or NORMAL. */
    public void become(EpStore instance, InstanceMode mode) {
        if (instance.status() != InstanceStatus.MOUNT) {
            throw DmException.of(ErrorCode.WRONG_STATUS, instance.status().name());
        }
        instance.mode(mode);
    }

    /** SP_SET_OGUID. */
    public void group(EpStore instance, int oguid) {
        if (instance.status() != InstanceStatus.MOUNT) {
            throw DmException.of(ErrorCode.WRONG_STATUS, instance.status().name());
        }
        instance.oguid(oguid);
    }

    /** A primary goes on without its standby. */
    public void invalidate(EpStore primary) {
        if (primary.log().archive() != null) {
            primary.log().archive().invalidate();
        }
    }

    /**
     * The standby gets what it has missed.
     *
     * @param done runs when it has, or cannot have it
     */
    public void recover(EpStore primary, Runnable done) {
        Archive archive = primary.log().archive();
        if (archive == null
                || archive.standby().isDown()
                || archive.standby().log().isSplit()) {
            done.run();
        } else {
            archive.recover(done);
        }
    }

    /** {@code done} runs when the standby has all that its primary, which is mounted, has written. */
    public void whenEven(EpStore primary, Runnable done) {
        Archive archive = primary.log().archive();
        if (archive == null || archive.isEven()) {
            done.run();
        } else {
            archive.recover(done);
        }
    }

    /** Whether the standby of an EP is known to have all that anybody was told of. */
    public boolean isTrusted(EpStore primary) {
        return primary.log().archive() != null && primary.log().archive().isTrusted();
    }

    /** The other instance of its EP; empty without one. */
    public Optional<EpStore> partner(EpStore instance) {
        return cluster.instances().stream()
                .filter(other -> other != instance
                        && other.spec().epno() == instance.spec().epno())
                .findFirst();
    }

    /** dmmpp.ctl names it from now on; the one that it named becomes its standby when it can. It is mounted. */
    public void takesPlace(EpStore instance) {
        int epno = instance.spec().epno();
        EpStore before = cluster.ep(epno);
        if (before == instance) {
            return;
        }
        if (before.isOpen()) {
            before.disk().flush(); // it is cut off, and has not heard
        }
        leave(before);
        cluster.endSessions(session -> session.isOn(instance));
        Archive old = before.log().archive();
        before.log().rejoin(old == null ? null : old.rejoin(instance));
        before.log().archive(null);
        cluster.current(instance);
        instance.log().expectsAgain();
        instance.log().archive(new Archive(cluster, instance, before, Archive.State.INVALID));
    }
}
