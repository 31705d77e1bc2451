package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.InstanceMode;
import io.opendcp.simulator.InstanceStatus;
import io.opendcp.simulator.disk.Disk;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The archive of an instance to its standby (MARCH, or REALTIME): while it is valid nothing counts as written before the standby
 * has it on disk. What the standby has not confirmed is kept, as the LOCAL archive keeps it, and sent again in a recovery. DM
 * sends before it writes its own log, we after; either way the client hears of it when both have it.
 */
final class Archive {
    /** V$ARCH_STATUS.ARCH_STATUS. */
    enum State {
        VALID,
        /** The standby is left behind. */
        INVALID,
        /** It is catching up; new records already wait for it. */
        ASYNC_SEND
    }

    /** Records for a standby that is left behind; one that misses more has to be prepared anew. */
    static final int MOST_KEPT = 20_000;

    private static final class Entry {
        private final long lsn;
        private final Redo redo;
        private Runnable confirmed;
        /** Whether it was done without the standby. */
        private boolean released;

        Entry(long lsn, Redo redo, Runnable confirmed) {
            this.lsn = lsn;
            this.redo = redo;
            this.confirmed = confirmed;
        }
    }

    private final Cluster cluster;
    private final EpStore from;
    private final EpStore to;
    private final Deque<Entry> kept = new ArrayDeque<>();
    private State state;
    private boolean missed;
    /** Whether its primary is in SUSPEND because of it. */
    private boolean suspends;

    private long validFrom;
    private Time.@Nullable Timer patience;
    private final List<Runnable> recovering = new ArrayList<>();

    Archive(Cluster cluster, EpStore from, EpStore to, State state) {
        this.cluster = cluster;
        this.from = from;
        this.to = to;
        this.state = state;
    }

    State state() {
        return state;
    }

    EpStore standby() {
        return to;
    }

    /** Whether a record takes no time, as far as this goes. */
    boolean isCalm() {
        return state == State.INVALID
                || kept.isEmpty() && !to.isDown() && to.disk().isCalm();
    }

    /** Whether the standby has all there is. */
    boolean isEven() {
        return kept.isEmpty();
    }

    /** The log has a new record; {@code confirmed} runs when the standby has it too, or is not asked any more. */
    void send(Redo redo, Runnable confirmed) {
        boolean asked = state != State.INVALID;
        Entry entry = new Entry(from.log().nextLsn(), redo, asked ? confirmed : () -> {});
        kept.add(entry);
        if (asked) {
            transmit(entry);
            watch();
        } else {
            entry.released = true;
            if (kept.size() > MOST_KEPT) {
                kept.removeFirst();
            }
            confirmed.run();
        }
    }

    private void transmit(Entry entry) {
        cluster.mal().send(from.site(), to.site(), () -> arrives(entry));
    }

    private boolean isInUse() {
        return from.log().archive() == this;
    }

    private void arrives(Entry entry) {
        if (!isInUse() || !to.log().expects(entry.lsn)) {
            return;
        }
        to.disk().write(new Disk.Write() {
            @Override
            public void done() {
                if (isInUse() && to.log().receives(entry.lsn, entry.redo)) {
                    cluster.mal().send(to.site(), from.site(), () -> confirmed(entry.lsn));
                }
            }

            @Override
            public void failed(DmException error) {
                to.log().expectsAgain();
            }

            @Override
            public void crashed(boolean written) {
                if (written && isInUse()) {
                    to.log().receives(entry.lsn, entry.redo);
                }
            }
        });
    }

    private void confirmed(long lsn) {
        if (!isInUse() || from.isDown()) {
            return;
        }
        List<Runnable> told = new ArrayList<>();
        while (!kept.isEmpty() && kept.getFirst().lsn <= lsn) {
            told.add(kept.removeFirst().confirmed);
        }
        stopWatch();
        watch();
        if (suspends && kept.isEmpty() && !cluster.roles().isWatched()) {
            from.opened(); // there is nobody else to do it
        }
        suspends &= !kept.isEmpty();
        if (state == State.ASYNC_SEND && lsn >= validFrom) {
            told.addAll(recovered(true));
        }
        told.forEach(Runnable::run);
    }

    /** Somebody waits for the standby: not for ever. */
    private void watch() {
        if (patience == null && !kept.isEmpty() && state != State.INVALID) {
            patience = cluster.time().schedule(cluster.mal().patience(), () -> {
                patience = null;
                if (state == State.ASYNC_SEND) {
                    invalidate();
                } else {
                    suspends = from.status() == InstanceStatus.OPEN;
                    from.suspend();
                }
            });
        }
    }

    private void stopWatch() {
        if (patience != null) {
            patience.cancel();
            patience = null;
        }
    }

    /** The primary goes on alone; whoever waits for the standby waits no more. */
    void invalidate() {
        state = State.INVALID;
        stopWatch();
        List<Runnable> told = new ArrayList<>();
        for (Entry entry : kept) {
            told.add(entry.confirmed);
            entry.confirmed = () -> {};
            entry.released = true;
        }
        told.addAll(recovered(false));
        told.forEach(Runnable::run);
    }

    /** A recovery is over; who is to be told. */
    private List<Runnable> recovered(boolean valid) {
        if (valid) {
            state = State.VALID;
            missed = false;
            to.log().commits().keepOnly(cluster::isUnderWay); // what came late may have been over
        }
        List<Runnable> told = List.copyOf(recovering);
        recovering.clear();
        return told;
    }

    /** The standby has lost what it had not written; it takes nobody's place before it has recovered. */
    void standbyFails() {
        missed = true;
    }

    /** Whether the standby is known to have all that anybody was told of. */
    boolean isTrusted() {
        return state == State.VALID && !missed;
    }

    /** What this archive's primary has to do to follow {@code next}, its standby. */
    Rejoin rejoin(EpStore next) {
        boolean split = kept.stream()
                .anyMatch(entry -> entry.released && entry.lsn > next.log().lsn());
        LogState log = new LogState();
        log.become(next.log().commits());
        return new Rejoin(split, next.log().lsn(), log);
    }

    /**
     * The standby gets what it has missed.
     *
     * @param done runs when it has, and the archive is valid, or when it is given up: once, whatever happens
     */
    void recover(Runnable done) {
        recovering.add(done);
        to.log().rejoins();
        to.log().expectsAgain();
        while (!kept.isEmpty() && kept.getFirst().lsn <= to.log().lsn()) {
            kept.removeFirst().confirmed.run();
        }
        long next = kept.isEmpty() ? from.log().lsn() + 1 : kept.getFirst().lsn;
        if (next != to.log().lsn() + 1
                || to.mode() != InstanceMode.STANDBY
                || !from.log().isContinuedFrom(to.log())) {
            invalidate(); // two logs that do not go on from each other: data has to be prepared anew
            return;
        }
        if (kept.isEmpty()) {
            recovered(true).forEach(Runnable::run);
            return;
        }
        state = State.ASYNC_SEND;
        validFrom = kept.getLast().lsn;
        stopWatch();
        List.copyOf(kept).forEach(this::transmit);
        watch();
    }

    /** The primary is gone: nobody waits. What its log has is kept. */
    void primaryFails() {
        stopWatch();
        kept.forEach(entry -> entry.confirmed = () -> {});
        recovered(false).forEach(Runnable::run);
    }

    /** All that is kept reaches the standby at this moment: DDL takes no time. */
    void settleNow() {
        if (state == State.INVALID || to.isDown()) {
            return;
        }
        to.log().expectsAgain();
        for (Entry entry : List.copyOf(kept)) {
            if (entry.lsn > to.log().lsn()) {
                to.log().expects(entry.lsn);
                to.log().receives(entry.lsn, entry.redo);
            }
        }
        confirmed(to.log().lsn());
    }

    /** How many records the standby has not confirmed. */
    int behind() {
        return kept.size();
    }

    /** It is out of use. */
    void close() {
        stopWatch();
        kept.clear();
        recovered(false).forEach(Runnable::run);
    }
}
