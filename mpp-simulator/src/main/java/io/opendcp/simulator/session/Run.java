package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.RowId;
import io.opendcp.simulator.lock.LockQueue;
import io.opendcp.simulator.store.LockConflict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution: all bound rows, one after the other. A row that meets a lock is undone, waits, and is run again; rows
 * before it stay. An error undoes the whole execution, or with "continue" its row only.
 */
final class Run implements LockQueue.Waiter {
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final EpSession session;
    private final Compiled statement;
    private final Execution execution;
    private final Completion completion;
    private final Patience patience;
    private final boolean transactionBefore;
    private final Transaction.Mark start;
    private final List<Long> counts = new ArrayList<>();
    private final List<Long> keys = new ArrayList<>();
    private final List<@Nullable Object[]> keyRows = new ArrayList<>();
    private @Nullable RowSet keyColumns;
    private final List<RowError> rowErrors = new ArrayList<>();
    private List<RowSet> results = List.of();
    private String detail = "";
    private String printed = "";
    private @Nullable RowId lastRow;
    private long rowsSeen;
    private boolean begun;

    Run(EpSession session, Compiled statement, Execution execution, Completion completion) {
        this.session = session;
        this.statement = statement;
        this.execution = execution;
        this.completion = completion;
        this.patience = new Patience(session.cluster().time(), execution.timeoutSeconds());
        this.transactionBefore = session.inTransaction();
        this.start = session.transaction().mark();
    }

    @Override
    public void retry() {
        attempt();
    }

    /** Starts, in a transaction. */
    void attemptFirst() {
        if (!transactionBefore) {
            session.transaction().begin();
        }
        if (isChange() && session.ep().meetsConflict()) {
            failed(DmException.of(ErrorCode.DEADLOCK));
            return;
        }
        attempt();
    }

    private boolean isChange() {
        return statement.type() == StatementType.INSERT
                || statement.type() == StatementType.UPDATE
                || statement.type() == StatementType.DELETE;
    }

    private void snapshotAtBegin() {
        if (!begun && !transactionBefore && session.inTransaction()) {
            session.sites().takeSnapshot();
        }
        begun = true;
    }

    /** Goes on with the row that is next. */
    void attempt() {
        try {
            snapshotAtBegin();
            while (counts.size() < execution.rows().size()) {
                step();
            }
        } catch (LockConflict conflict) {
            await(conflict);
            return;
        } catch (NotYet e) {
            await(e);
            return;
        } catch (DmException e) {
            failed(e);
            return;
        } catch (RuntimeException e) {
            LOG.atError()
                    .setMessage("a statement failed for a reason of our own")
                    .addKeyValue("session", session.sessionId())
                    .setCause(e)
                    .log();
            failed(DmException.of(ErrorCode.INTERNAL, session.sessionId()));
            return;
        }
        afterAnswers(this::succeeded);
    }

    private void step() {
        session.running().beginsStep();
        long moved = session.running().moved();
        Transaction.Mark before = session.transaction().mark();
        try {
            Compiled.Limits limits = new Compiled.Limits(maxRows(), execution.keys());
            Effect effect = session.inSchemaOf(statement, () -> statement.run(session, bound(), limits));
            counts.add(effect.count());
            rowsSeen += effect.count();
            keys.addAll(effect.keys());
            RowSet columns = effect.keyColumns();
            if (columns != null) {
                keyRows.addAll(columns.rows());
                keyColumns = new RowSet(columns.columns(), keyRows);
            }
            results = effect.results().isEmpty() ? results : effect.results();
            lastRow = effect.lastRow() == null ? lastRow : effect.lastRow();
            detail = effect.detail();
            printed = effect.printed();
        } catch (LockConflict conflict) {
            session.undo(before);
            throw conflict;
        } catch (NotYet e) {
            session.undo(before);
            session.running().movedOnly(moved);
            throw e;
        } catch (DmException e) {
            if (!execution.continueOnError() || execution.rows().size() < 2) {
                throw e;
            }
            session.undo(before);
            rowErrors.add(new RowError(counts.size(), placed(e)));
            counts.add(Outcome.FAILED);
        }
    }

    private long maxRows() {
        return execution.maxRows() <= 0 ? Long.MAX_VALUE : execution.maxRows();
    }

    private List<Value> bound() {
        @Nullable Object[] row = execution.rows().get(counts.size());
        if (row.length < statement.parameters().size()) {
            throw DmException.of(ErrorCode.ARGUMENT_COUNT);
        }
        List<Value> values = new ArrayList<>(row.length);
        for (Object value : row) {
            values.add(session.toH2(value));
        }
        return values;
    }

    private void await(LockConflict conflict) {
        try {
            Duration whole = lockWait();
            if (whole.isZero()) {
                throw DmException.of(ErrorCode.RESOURCE_BUSY);
            }
            Patience.Limit limit = patience.forOthers(whole);
            session.cluster().locks().await(session, holders(conflict), this, limit.left(), limit.late());
        } catch (DmException e) {
            failed(e);
        }
    }

    private void await(NotYet why) {
        Cluster cluster = session.cluster();
        if (why.unreached().isEmpty()) {
            Patience.Limit limit = patience.forOthers(cluster.spec().waitTime());
            cluster.gate().await(session, session.running().touched(), this, limit.left(), limit.late());
            return;
        }
        travel(Trip.to(why.unreached(), session.epno(), cluster, () -> {
            session.running().reached(why.unreached());
            attempt();
        }));
    }

    /** What EPs have done for the statement is known here when their answers have come. */
    private void afterAnswers(Runnable next) {
        SortedSet<Integer> answering = session.running().answering();
        if (answering.isEmpty()) {
            next.run();
        } else {
            travel(Trip.back(answering, session.epno(), session.cluster(), next));
        }
    }

    private void travel(Trip trip) {
        Patience.Limit limit = patience.forMessages(session.cluster().mal().patience());
        session.running().travels(trip, this);
        trip.start(session.cluster().time(), limit.left(), () -> late(limit.late()));
    }

    /** Messages have not arrived. Where the link counts as broken the whole transaction is lost, else the statement. */
    private void late(ErrorCode why) {
        if (why == ErrorCode.CONNECTION_LOST) {
            session.end().rollback();
        } else {
            session.abandon(start, transactionBefore);
        }
        tellFailed(DmException.of(why));
    }

    /** How long the statement may wait for a lock. */
    private Duration lockWait() {
        Duration own = statement.lockWait();
        return own == null ? session.cluster().spec().waitTime() : own;
    }

    /** The sessions that hold what {@code conflict} wants; where nobody can be told to, all that are in a transaction. */
    private Set<Holder> holders(LockConflict conflict) {
        List<Holder> others = session.cluster().holders().stream()
                .filter(other -> other != session)
                .toList();
        Set<Holder> holders = new HashSet<>(conflict.holders(Holder.class));
        others.stream().filter(other -> other.owns(conflict)).forEach(holders::add);
        if (holders.isEmpty()) {
            others.stream().filter(Holder::inTransaction).forEach(holders::add);
        }
        return holders;
    }

    @Override
    public void failed(DmException error) {
        session.abandon(start, transactionBefore);
        afterAnswers(() -> tellFailed(error));
    }

    private void tellFailed(DmException error) {
        session.running().ended(statement, 0, error.code());
        completion.failed(placed(error));
    }

    private DmException placed(DmException error) {
        return session.compiler().places().placed(statement.text(), error);
    }

    private void succeeded() {
        if (commits()) {
            session.end().commit(() -> tellDone(TransactionStatus.COMMITTED), this::tellFailed);
        } else {
            tellDone(statement.part() == Compiled.Part.NONE ? session.statusNow() : TransactionStatus.OPEN);
        }
    }

    private boolean commits() {
        return switch (statement.part()) {
            case COMMIT, COMMITS -> true;
            case OF_TRANSACTION -> execution.autoCommit();
            case NONE -> false;
        };
    }

    private void tellDone(TransactionStatus status) {
        boolean counting = statement.type().counts();
        session.running().ended(statement, rowsSeen, 0);
        boolean batch = execution.rows().size() > 1;
        long total = counts.stream()
                .filter(count -> count > 0)
                .mapToLong(Long::longValue)
                .sum();
        completion.done(new Outcome(
                statement.type(),
                counting ? total : 0,
                results,
                batch && counting ? List.copyOf(counts) : List.of(),
                lastRow,
                List.copyOf(keys),
                List.of(),
                detail,
                printed,
                session.statusOf(statement, status),
                keyColumns,
                List.copyOf(rowErrors)));
    }
}
