package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.disk.Disk;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's part on one EP while it is committed.
 *
 * <pre>
 *   WORKING ──► WRITING ──► PREPARED ──► OVER        in doubt while PREPARED: asks what was decided
 *      │           └──────────────────────▲          refused, doomed, lost with the EP, or the only branch
 *      └──────────────────────────────────┘          rolled back, or the coordinator's own
 * </pre>
 */
final class Branch {
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private enum State {
        WORKING,
        WRITING,
        PREPARED,
        OVER
    }

    private final Commit commit;
    private final Cluster cluster;
    private final Site site;
    private State state = State.WORKING;
    private boolean doomed;
    private boolean orphan;
    private Time.@Nullable Timer asking;

    Branch(Commit commit, Cluster cluster, Site site) {
        this.commit = commit;
        this.cluster = cluster;
        this.site = site;
    }

    int epno() {
        return site.epno();
    }

    Site site() {
        return site;
    }

    boolean isWorking() {
        return state == State.WORKING;
    }

    boolean isPrepared() {
        return state == State.PREPARED;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** The session it belonged to is gone, or goes on without it. */
    void orphan() {
        orphan = true;
    }

    /** Puts all it takes to commit into the log; told at once or later, unless the EP is killed meanwhile. */
    void prepare(Runnable prepared, Consumer<DmException> refused) {
        write(refused, this::inDoubt, () -> {
            if (isPrepared()) {
                prepared.run();
            }
        });
    }

    /** Commits in one step. */
    void commitAlone(Runnable committed, Consumer<DmException> refused) {
        write(refused, () -> end(true), committed);
    }

    private void write(Consumer<DmException> refused, Runnable logged, Runnable told) {
        if (state != State.WORKING) {
            return; // rolled back before the message came
        }
        state = State.WRITING;
        cluster.ep(epno()).disk().write(new Disk.Write() {
            @Override
            public void done() {
                logged.run();
                told.run();
            }

            @Override
            public void failed(DmException error) {
                end(false);
                refused.accept(error);
            }

            @Override
            public void crashed(boolean kept) {
                if (kept) {
                    logged.run();
                } else {
                    end(false);
                }
            }
        });
    }

    private void inDoubt() {
        if (doomed) {
            end(false);
            return;
        }
        state = State.PREPARED;
        askLater();
    }

    private void askLater() {
        asking = cluster.time().schedule(ASK_EVERY, () -> {
            commit.asks(this);
            if (isPrepared()) { // the answer may be here already
                askLater();
            }
        });
    }

    /** It was not, or will not be, committed. */
    void rollback() {
        if (state == State.WRITING) {
            doomed = true;
        } else if (state != State.OVER) {
            end(false);
        }
    }

    /** Makes it visible, or as if it had never been, and gives up its locks. */
    void end(boolean committed) {
        state = State.OVER;
        stopAsking();
        if (committed) {
            site.h2().commit();
        } else {
            site.h2().rollback();
        }
        if (orphan) {
            site.h2().close();
        }
        commit.branchOver(committed);
    }

    void stopAsking() {
        if (asking != null) {
            asking.cancel();
        }
    }
}
