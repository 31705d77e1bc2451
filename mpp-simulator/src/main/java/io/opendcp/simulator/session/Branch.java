package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.disk.Disk;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.RowChange;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A transaction's part on one EP while it is committed.
 *
 * <pre>
 *   WORKING ──► WRITING ──► PREPARED ──► ENDING ──► OVER     in doubt while PREPARED: asks what was decided;
 *      │           └──────────────────────────────────▲      ENDING until the standby knows the end, if there is one
 *      └──────────────────────────────────────────────┘      rolled back, alone, or the coordinator's own
 * </pre>
 *
 * While its EP is not there it is frozen; what has become of it is in the log of the instance that serves the EP next.
 */
final class Branch {
    private static final Duration ASK_EVERY = Duration.ofSeconds(1);

    private enum State {
        WORKING,
        WRITING,
        PREPARED,
        ENDING,
        OVER
    }

    private final Commit commit;
    private final Cluster cluster;
    private Site site;
    private State state = State.WORKING;
    private boolean doomed;
    private boolean orphan;
    private boolean frozen;
    private Runnable ended = () -> {};
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

    private boolean isPrepared() {
        return state == State.PREPARED;
    }

    /** Whether it holds nothing locked any more. */
    boolean hasEnded() {
        return state == State.ENDING || state == State.OVER;
    }

    boolean isOver() {
        return state == State.OVER;
    }

    /** The session it belonged to is gone, or goes on without it. */
    void orphan() {
        orphan = true;
    }

    /** Puts all it takes to commit into the log; told at once or later, unless the EP is lost meanwhile. */
    void prepare(Runnable prepared, Consumer<DmException> refused) {
        write(new Redo.Prepared(commit.number(), changes()), refused, this::inDoubt, () -> {
            if (isPrepared()) {
                prepared.run();
            }
        });
    }

    /** Commits in one step. */
    void commitAlone(Runnable committed, Consumer<DmException> refused) {
        write(new Redo.Committed(commit.number(), changes()), refused, () -> end(true), committed);
    }

    /** What it has done, as a standby needs it; nothing where there is none. */
    List<RowChange> changes() {
        return cluster.ep(epno()).log().archive() == null
                ? List.of()
                : site.h2().changes();
    }

    private void write(Redo redo, Consumer<DmException> refused, Runnable logged, Runnable told) {
        if (state != State.WORKING || frozen) {
            return; // rolled back, or its EP lost, before the message came
        }
        state = State.WRITING;
        EpStore ep = cluster.ep(epno());
        ep.disk().write(new Disk.Write() {
            @Override
            public void done() {
                ep.log().written(redo, () -> {
                    if (!frozen && state == State.WRITING) {
                        logged.run();
                        told.run();
                    }
                });
            }

            @Override
            public void failed(DmException error) {
                end(false);
                refused.accept(error);
            }

            @Override
            public void crashed(boolean kept) {
                if (kept) {
                    ep.log().written(redo, () -> {});
                }
            }
        });
    }

    private void inDoubt() {
        if (doomed) {
            state = State.PREPARED;
            end(false);
            return;
        }
        state = State.PREPARED;
        askLater();
    }

    private void askLater() {
        asking = cluster.time().schedule(ASK_EVERY, () -> {
            commit.asks(this);
            if (isPrepared() && !frozen) { // the answer may be here already
                askLater();
            }
        });
    }

    /** It was not, or will not be, committed. */
    void rollback() {
        if (frozen) {
            return; // it will ask
        }
        if (state == State.WRITING) {
            doomed = true;
        } else {
            end(false);
        }
    }

    /** As {@link #end(boolean)}; {@code then} runs when it is over. */
    void end(boolean committed, Runnable then) {
        if (isOver()) {
            then.run();
        } else if (!frozen) {
            ended = then;
            end(committed);
        }
    }

    /** Makes it visible, or as if it had never been, and gives up its locks. A standby has done it as it came. */
    private void end(boolean committed) {
        if (hasEnded()) {
            return;
        }
        boolean prepared = isPrepared();
        state = State.ENDING;
        stopAsking();
        if (committed) {
            site.h2().commit();
        } else {
            site.h2().rollback();
        }
        closeIfOrphan();
        commit.branchEnded();
        if (prepared) {
            cluster.ep(epno()).log().written(new Redo.Ended(commit.number(), committed), () -> {
                if (!frozen && state == State.ENDING) {
                    over(committed);
                }
            });
        } else {
            over(committed);
        }
    }

    private void closeIfOrphan() {
        if (orphan) {
            site.h2().close();
        }
    }

    private void over(boolean committed) {
        state = State.OVER;
        ended.run();
        commit.branchOver(committed);
    }

    /** Its EP is not there any more. */
    void freeze() {
        frozen = true;
        stopAsking();
    }

    /**
     * Its EP is back.
     *
     * @param now the instance that is the EP now
     * @param same whether it is the one it was
     */
    void resolve(EpStore now, boolean same) {
        if (!frozen || isOver()) {
            return;
        }
        frozen = false;
        Redo.Prepared prepared = now.log().commits().prepared(commit.number());
        if (state == State.ENDING && (same || prepared == null)) {
            over(true);
        } else if (now.log().commits().isCommitted(commit.number())) {
            end(true);
        } else if (prepared == null) {
            end(false);
        } else {
            if (!same) {
                move(now, prepared);
            }
            inDoubt();
        }
    }

    /** The standby has not done it yet, and cannot be told by the session that did it here. */
    private void move(EpStore to, Redo.Prepared prepared) {
        if (state != State.ENDING) {
            site.h2().rollback();
            closeIfOrphan();
        }
        H2Session there = to.database().open(0);
        there.apply(prepared.changes());
        site = new Site(epno(), false, there);
        orphan = true;
    }

    void stopAsking() {
        if (asking != null) {
            asking.cancel();
        }
    }
}
