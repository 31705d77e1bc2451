package io.opendcp.simulator.session;

import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The log of an instance: how far it has come, what it says of commits under way, and the archive to a standby. On a standby it is
 * its primary's, as far as that has arrived. LSNs count records. Source: docs/adr/0602-standby.md.
 */
public final class InstanceLog {
    /** Where logs begin; the manual's example has it (6.2.2.3). */
    private static final long FIRST_LSN = 10_250;

    /** Of an opening in NORMAL mode; how many it is differs on real servers. */
    private static final int UNDO_RECORDS = 16;

    private final EpStore instance;
    private final LogState commits = new LogState();
    private long lsn = FIRST_LSN;
    private long arrived = FIRST_LSN;
    /** Which way it has gone without a standby; equal in two logs of which one goes on from the other. */
    private long history;

    private final List<Runnable> held = new ArrayList<>();
    private @Nullable Archive archive;
    private @Nullable Rejoin rejoin;

    InstanceLog(EpStore instance) {
        this.instance = instance;
    }

    /** Whether nothing on the way to its standby takes time. */
    boolean isCalm() {
        Archive to = target();
        return instance.status() != InstanceStatus.SUSPEND && (to == null || to.isCalm());
    }

    /** All there is reaches the standby at this moment: DDL takes no time. */
    void settleNow() {
        Archive to = target();
        if (to != null) {
            to.settleNow();
        }
    }

    /** Who gets what is written. In NORMAL mode it is nobody: what a standby is and has is still being prepared. */
    private @Nullable Archive target() {
        return instance.mode() == InstanceMode.NORMAL ? null : archive;
    }

    void close() {
        if (archive != null) {
            archive.close();
        }
    }

    /**
     * Opening a database in NORMAL mode writes redo, which no standby gets. Manual 6.2.7.
     *
     * @param way that no other log has gone
     */
    void rebuildsUndo(long way) {
        lsn(lsn + UNDO_RECORDS);
        history = way;
    }

    long history() {
        return history;
    }

    /** Whether a standby's log is this one up to some record: it is the log of a copy of this database. */
    boolean isContinuedFrom(InstanceLog standby) {
        return history == standby.history && instance.magic() == standby.instance.magic();
    }

    /** It is the log of a database that has been made new. */
    void begin() {
        become(FIRST_LSN, 0, new LogState());
    }

    /** It is from now on what the log of a copied database is. */
    void become(long at, long way, LogState says) {
        lsn(at);
        history = way;
        commits.become(says);
        rejoin = null;
        held.clear();
    }

    /** What it says of commits under way. */
    LogState commits() {
        return commits;
    }

    /** V$RLOG.FILE_LSN: the last record on its disk. */
    public long lsn() {
        return lsn;
    }

    void lsn(long is) {
        lsn = is;
        arrived = is;
    }

    long nextLsn() {
        arrived = ++lsn;
        return lsn;
    }

    /** Whether a record from its primary is the next one; then it is on its way to the disk. */
    boolean expects(long next) {
        if (next != arrived + 1) {
            return false;
        }
        arrived = next;
        return true;
    }

    /** What has arrived and is not on disk will come again. */
    void expectsAgain() {
        arrived = lsn;
    }

    /** A record of its primary is on disk, and is done here too; false if another one would have to be first. */
    boolean receives(long next, Redo redo) {
        if (next != lsn + 1) {
            return false;
        }
        lsn = next;
        Mirror.apply(instance, redo);
        return true;
    }

    /** To its standby; null on a standby, and where there is none. */
    @Nullable
    Archive archive() {
        return archive;
    }

    /** What V$ARCH_STATUS says of the archive to its standby; empty without one. */
    public Optional<ArchiveStatus> archiveStatus() {
        Archive to = archive;
        return to == null
                ? Optional.empty()
                : Optional.of(new ArchiveStatus(
                        to.standby().spec().instanceName(), to.state().name(), to.behind()));
    }

    void archive(@Nullable Archive to) {
        Archive before = archive;
        archive = to;
        if (before != null) {
            before.close();
        }
    }

    /** What it has to do before it can follow the instance in its place. */
    void rejoin(@Nullable Rejoin work) {
        rejoin = work;
    }

    /** Whether it has committed what the instance in its place does not have. */
    public boolean isSplit() {
        return rejoin != null && rejoin.split();
    }

    /** It follows the instance in its place from now on. */
    void rejoins() {
        if (rejoin != null) {
            if (rejoin.split()) {
                throw new IllegalStateException(
                        instance.spec().instanceName() + " has committed what its group does not have");
            }
            rejoin.run(this);
            rejoin = null;
        }
    }

    /** A record has been written; {@code confirmed} runs when that is enough: its standby has it, and nothing is suspended. */
    void written(Redo redo, Runnable confirmed) {
        commits.add(redo);
        Archive standby = target();
        if (standby == null) {
            lsn(lsn + 1);
            confirm(confirmed);
        } else {
            standby.send(redo, () -> confirm(confirmed));
        }
    }

    private void confirm(Runnable confirmed) {
        if (instance.status() == InstanceStatus.SUSPEND) {
            held.add(confirmed);
        } else {
            confirmed.run();
        }
    }

    /** It is open: what was held up while it was suspended goes on. */
    void resumes() {
        List<Runnable> all = List.copyOf(held);
        held.clear();
        all.forEach(Runnable::run);
    }

    /** It is not there any more: who waited learns from its log what became of it. */
    void forgetsHeld() {
        held.clear();
    }
}
