package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowError;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.TransactionStatus;
import io.opendcp.protocol.type.RowId;
import io.opendcp.simulator.lock.LockQueue;
import io.opendcp.simulator.store.LockConflict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One execution: all bound rows, one after the other. A row that meets a lock is undone, waits, and is run again; rows
 * before it stay. An error undoes the whole execution, or with "continue" its row only.
 */
final class Run implements LockQueue.Waiter {
    private static final Duration FOREVER = Duration.ofDays(1000);
    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private final EpSession session;
    private final Compiled statement;
    private final Execution execution;
    private final Completion completion;
    private final long started;
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
    private @Nullable Long waitingSince;
    private long rowsSeen;

    Run(EpSession session, Compiled statement, Execution execution, Completion completion) {
        this.session = session;
        this.statement = statement;
        this.execution = execution;
        this.completion = completion;
        this.started = session.cluster().time().nanos();
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
            session.sites().takeSnapshot();
        }
        attempt();
    }

    /** Goes on with the row that is next. */
    void attempt() {
        try {
            while (counts.size() < execution.rows().size()) {
                step();
            }
        } catch (LockConflict conflict) {
            await(conflict);
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
        succeeded();
    }

    private void step() {
        Transaction.Mark before = session.transaction().mark();
        try {
            Effect effect = statement.run(session, bound(), new Compiled.Limits(maxRows(), execution.keys()));
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
            Duration wait = lockWait();
            if (wait.isZero()) {
                throw DmException.of(ErrorCode.RESOURCE_BUSY);
            }
            long now = session.cluster().time().nanos();
            waitingSince = waitingSince == null ? now : waitingSince;
            Duration patience = left(wait, waitingSince, now);
            Duration timeout = execution.timeoutSeconds() <= 0
                    ? FOREVER
                    : left(Duration.ofSeconds(execution.timeoutSeconds()), started, now);
            boolean patient = patience.compareTo(timeout) <= 0;
            session.cluster()
                    .locks()
                    .await(
                            session,
                            holders(conflict),
                            this,
                            patient ? patience : timeout,
                            patient ? ErrorCode.LOCK_TIMEOUT : ErrorCode.TIMEOUT);
        } catch (DmException e) {
            failed(e);
        }
    }

    /** How long the statement may wait for a lock. */
    private Duration lockWait() {
        Duration own = statement.lockWait();
        return own == null ? session.cluster().spec().waitTime() : own;
    }

    /** The sessions that hold what {@code conflict} wants; where nobody can be told to, all that are in a transaction. */
    private Set<EpSession> holders(LockConflict conflict) {
        List<EpSession> others = session.cluster().sessions().stream()
                .filter(other -> other != session)
                .toList();
        Set<EpSession> holders = new HashSet<>(conflict.holders(EpSession.class));
        others.stream().filter(other -> other.sites().owns(conflict)).forEach(holders::add);
        if (holders.isEmpty()) {
            others.stream().filter(EpSession::inTransaction).forEach(holders::add);
        }
        return holders;
    }

    /** What is left of {@code whole} that began at {@code from}; never negative. */
    private static Duration left(Duration whole, long from, long now) {
        Duration left = whole.minusNanos(now - from);
        return left.isNegative() ? Duration.ZERO : left;
    }

    @Override
    public void failed(DmException error) {
        session.abandon(start, transactionBefore);
        session.running().ended(statement, 0, error.code());
        completion.failed(placed(error));
    }

    private DmException placed(DmException error) {
        return session.compiler().places().placed(statement.text(), error);
    }

    private void succeeded() {
        boolean counting = statement.type().counts();
        TransactionStatus status = statement.part() == Compiled.Part.NONE ? session.statusNow() : settle();
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

    private TransactionStatus settle() {
        if (execution.autoCommit() || statement.part() == Compiled.Part.COMMITS) {
            session.endTransaction(true);
            return TransactionStatus.COMMITTED;
        }
        return TransactionStatus.OPEN;
    }
}
