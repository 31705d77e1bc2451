package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.simulator.Activity;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How the transactions of a session end. */
final class TransactionEnd {
    private final EpSession session;
    private final Transaction transaction;
    private @Nullable Commit committing;

    TransactionEnd(EpSession session, Transaction transaction) {
        this.session = session;
        this.transaction = transaction;
    }

    /**
     * Commits what is open. Where nothing takes time it is done when this returns.
     *
     * @param done told when it is committed
     * @param failed told when it is rolled back instead
     */
    void commit(Runnable done, Consumer<DmException> failed) {
        Cluster cluster = session.cluster();
        cluster.traffic().commit(transaction.others(session.epno()));
        List<Site> changed = cluster.isCalm() ? List.of() : transaction.changed();
        if (changed.isEmpty()) {
            boolean was = transaction.isOpen();
            ended(true);
            if (was) {
                note(Activity.Kind.COMMIT);
            }
            done.run();
        } else {
            committing = new Commit(cluster, session, changed, done, failed);
            committing.begin();
        }
    }

    /**
     * The commit under way is decided, and over as far as the client is concerned.
     *
     * @param left branches that this session has no part in any more
     */
    void decided(boolean committed, List<Branch> left) {
        committing = null;
        forget(left);
        ended(committed);
    }

    void rollback() {
        boolean was = transaction.isOpen();
        session.cluster().traffic().commit(transaction.others(session.epno()));
        ended(false);
        if (was) {
            note(Activity.Kind.ROLLBACK);
        }
    }

    boolean isCommitting() {
        return committing != null;
    }

    /** What is open is rolled back; a commit under way goes on without the session. */
    void sessionEnds() {
        Commit under = committing;
        if (under == null) {
            rollback();
        } else {
            committing = null;
            forget(under.orphaned());
            transaction.rollback();
        }
    }

    private void forget(List<Branch> branches) {
        for (Branch branch : branches) {
            transaction.forget(branch.site());
            session.sites().forget(branch.site());
        }
    }

    private void ended(boolean commit) {
        if (commit) {
            session.sites().beforeCommit();
            transaction.commit(session.cluster());
        } else {
            transaction.rollback();
        }
        session.sites().transactionEnded();
        session.settings().transactionEnded();
        session.cluster().locks().released(session);
    }

    /** A transaction's end goes into the EP's log of activities. */
    void note(Activity.Kind end) {
        session.ep().activity().add(new Activity.Entry(end, session.sessionId(), session.user(), "", 0, 0));
    }
}
