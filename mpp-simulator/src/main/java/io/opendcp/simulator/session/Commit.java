package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.time.Time;
import io.opendcp.simulator.Activity;
import io.opendcp.simulator.disk.Disk;
import io.opendcp.simulator.store.LockConflict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A commit that takes time. A transaction that changed rows on one EP needs one record in that EP's log. One that changed
 * rows on several has all of them but the coordinator's (the EP the client is on) write a record with which they can commit
 * whatever happens; then the coordinator writes its decision, which is its own record as well; then all apply it, and the client
 * is answered when all have. Where no decision is in the coordinator's log there was none: rolled back. Decided in
 * docs/adr/0501-commit.md.
 *
 * <p>The object knows what no single EP does. What an EP acts on is what it has: messages, and its log.
 */
final class Commit implements Holder {
    private enum State {
        PREPARING,
        DECIDING,
        COMMITTED,
        ROLLED_BACK
    }

    private final Cluster cluster;
    private final EpSession session;
    private final int coordinator;
    private final long number;
    private final List<Branch> branches;
    private final Set<Integer> eps;
    private final Runnable done;
    private final Consumer<DmException> failed;
    private final Set<Branch> answered = new HashSet<>();
    private State state = State.PREPARING;
    private boolean told;
    /** It is, or has been, not there since this began. */
    private boolean coordinatorLost;

    private boolean coordinatorAway;
    private boolean applying;
    private Time.@Nullable Timer timer;

    /**
     * @param sites where the transaction has changed something; at least one
     * @param done told when it is committed everywhere
     * @param failed told when it is rolled back; neither is told if the session ends before
     */
    Commit(Cluster cluster, EpSession session, List<Site> sites, Runnable done, Consumer<DmException> failed) {
        this.cluster = cluster;
        this.session = session;
        this.coordinator = session.epno();
        this.number = cluster.nextCommit();
        this.branches =
                sites.stream().map(site -> new Branch(this, cluster, site)).toList();
        this.eps = branches.stream().map(Branch::epno).collect(Collectors.toSet());
        this.done = done;
        this.failed = failed;
    }

    long number() {
        return number;
    }

    void begin() {
        cluster.commits().add(this);
        timer = cluster.time().schedule(cluster.mal().patience(), this::late);
        if (branches.size() == 1) {
            alone(branches.get(0));
        } else {
            others().forEach(this::askToPrepare);
        }
    }

    private List<Branch> others() {
        return branches.stream().filter(branch -> branch.epno() != coordinator).toList();
    }

    /** A message to a branch, or from it to the coordinator. */
    private void send(int from, int to, Runnable arrives) {
        cluster.send(from, to, arrives);
    }

    private void alone(Branch only) {
        if (only.epno() == coordinator) {
            stopTimer(); // nothing can get lost
        }
        send(
                coordinator,
                only.epno(),
                () -> only.commitAlone(
                        () -> send(only.epno(), coordinator, this::tellDone),
                        error -> send(only.epno(), coordinator, () -> rollBack(error))));
    }

    private void askToPrepare(Branch branch) {
        send(
                coordinator,
                branch.epno(),
                () -> branch.prepare(
                        () -> send(branch.epno(), coordinator, () -> prepared(branch)),
                        error -> send(branch.epno(), coordinator, () -> rollBack(error))));
    }

    private void prepared(Branch branch) {
        answered.add(branch);
        if (state == State.PREPARING && answered.containsAll(others())) {
            state = State.DECIDING;
            stopTimer();
            cluster.ep(coordinator).disk().write(new Decision());
        }
    }

    private final class Decision implements Disk.Write {
        private final EpStore ep = cluster.ep(coordinator);
        private final Redo redo = new Redo.Committed(
                number,
                branches.stream()
                        .filter(branch -> branch.epno() == coordinator)
                        .findFirst()
                        .map(Branch::changes)
                        .orElse(List.of()));

        @Override
        public void done() {
            ep.log().written(redo, () -> {
                if (!coordinatorLost) {
                    decided(true);
                    cluster.gate().enter(Commit.this, eps, Commit.this::apply);
                }
            });
        }

        @Override
        public void failed(DmException error) {
            rollBack(error);
        }

        @Override
        public void crashed(boolean kept) {
            if (kept) {
                ep.log().written(redo, () -> {});
            }
        }
    }

    private void decided(boolean committed) {
        if (state == State.COMMITTED || state == State.ROLLED_BACK) {
            return;
        }
        state = committed ? State.COMMITTED : State.ROLLED_BACK;
        session.end().note(committed ? Activity.Kind.COMMIT : Activity.Kind.ROLLBACK);
    }

    /** Phase two. */
    private void apply() {
        if (coordinatorLost) {
            return; // its turn has come too late; those in doubt will ask
        }
        applying = true;
        answered.clear();
        timer = cluster.time().schedule(cluster.mal().patience(), this::late);
        for (Branch branch : branches) {
            send(coordinator, branch.epno(), () -> applyAt(branch));
        }
    }

    private void applyAt(Branch branch) {
        if (!branch.isOver()) {
            cluster.gate().enterNow(this, eps);
        }
        branch.end(true, () -> send(branch.epno(), coordinator, () -> applied(branch)));
    }

    private void applied(Branch branch) {
        answered.add(branch);
        if (answered.containsAll(branches)) {
            tellDone();
        }
    }

    /** A branch in doubt wants to know. An EP that has not decided says nothing; it will be asked again. */
    void asks(Branch branch) {
        send(branch.epno(), coordinator, () -> {
            if (coordinatorAway) {
                return;
            }
            if (cluster.ep(coordinator).log().commits().isCommitted(number)) {
                if (applying || coordinatorLost) {
                    send(coordinator, branch.epno(), () -> applyAt(branch));
                }
            } else if (state == State.ROLLED_BACK) {
                send(coordinator, branch.epno(), branch::rollback);
            }
        });
    }

    /** Nothing is decided and nothing will be; who has prepared is told, and asks if it does not hear that. */
    private void rollBack(DmException error) {
        if (state == State.COMMITTED) {
            return;
        }
        decided(false);
        stopTimer();
        for (Branch branch : branches) {
            if (branch.epno() == coordinator || branch.isWorking()) {
                branch.rollback();
            } else {
                send(coordinator, branch.epno(), branch::rollback);
            }
        }
        if (!told) {
            told = true;
            session.end().decided(false, left());
            failed.accept(error);
        }
    }

    /**
     * An EP has not been heard of for too long. While nothing is decided the answer is no. Else the client cannot be told: its
     * connection ends, the commit goes on.
     */
    private void late() {
        if (branches.size() > 1 && !applying) {
            rollBack(DmException.of(ErrorCode.CONNECTION_LOST));
        } else if (!told) {
            loseAlone();
            session.kill();
        }
    }

    /** The only branch, if it has not heard that it is to commit, notices too that its coordinator is gone. */
    private void loseAlone() {
        if (branches.size() == 1 && branches.get(0).isWorking()) {
            decided(false);
            branches.get(0).rollback();
        }
    }

    private void tellDone() {
        stopTimer();
        if (!told) {
            told = true;
            session.end().decided(true, List.of());
            done.run();
        }
    }

    /** Branches that the session has no say in any more. */
    private List<Branch> left() {
        List<Branch> left =
                branches.stream().filter(branch -> !branch.hasEnded()).toList();
        left.forEach(Branch::orphan);
        return left;
    }

    /** The session ends. The commit goes on; what the session still has of it is returned. */
    List<Branch> orphaned() {
        told = true;
        return left();
    }

    /** Whether the EP has, or may have, something to do with it. */
    boolean concerns(int epno) {
        return epno == coordinator || eps.contains(epno);
    }

    /** An EP is not there any more; what was on its way to its log has been kept or lost already. */
    void fails(int epno) {
        if (epno == coordinator) {
            coordinatorFails();
        }
        for (Branch branch : branches) {
            if (branch.epno() == epno) {
                if (epno != coordinator) {
                    participantFails(branch);
                }
                branch.freeze();
            }
        }
    }

    /** Its log is all that is left of it. The others notice that it is gone, and roll back what they have not prepared. */
    private void coordinatorFails() {
        told = true;
        coordinatorLost = true;
        coordinatorAway = true;
        stopTimer();
        for (Branch branch : branches) {
            if (branch.epno() != coordinator && branch.isWorking()) {
                branch.rollback();
            }
        }
    }

    private void participantFails(Branch branch) {
        if (branch.isWorking()) {
            branch.rollback();
        }
        if (branches.size() == 1) {
            told = true;
        } else if (state == State.PREPARING) {
            rollBack(DmException.of(ErrorCode.CONNECTION_LOST));
        }
    }

    /**
     * An EP is back: what its log says counts.
     *
     * @param now the instance that is the EP now
     * @param same whether it is the one it was
     */
    void recovers(EpStore now, boolean same) {
        int epno = now.spec().epno();
        if (epno == coordinator && coordinatorAway) {
            coordinatorAway = false;
            if (branches.size() > 1) {
                boolean logged = now.log().commits().isCommitted(number);
                decided(logged);
                if (logged) {
                    cluster.gate().enterNow(this, eps);
                }
            }
        }
        branches.stream().filter(branch -> branch.epno() == epno).forEach(branch -> branch.resolve(now, same));
    }

    /** A branch holds nothing locked any more. */
    void branchEnded() {
        cluster.locks().released(this);
        cluster.locks().released(session);
    }

    /** A branch has ended. */
    void branchOver(boolean committed) {
        if (committed) {
            decided(true);
        }
        if (branches.stream().allMatch(Branch::isOver)) {
            decided(false); // if nobody has decided, nobody can any more
            cluster.commits().remove(this);
            cluster.forget(number);
            cluster.gate().leave(this);
        }
    }

    /** The cluster is closed. */
    void close() {
        told = true;
        stopTimer();
        branches.forEach(Branch::stopAsking);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel();
        }
    }

    @Override
    public boolean owns(LockConflict conflict) {
        return branches.stream()
                .anyMatch(branch ->
                        !branch.hasEnded() && conflict.isHeldBy(branch.site().h2()));
    }

    @Override
    public boolean inTransaction() {
        return true;
    }

    @Override
    public boolean locks(String schema, String table) {
        return branches.stream()
                .anyMatch(branch -> !branch.hasEnded() && branch.site().h2().locks(schema, table));
    }
}
