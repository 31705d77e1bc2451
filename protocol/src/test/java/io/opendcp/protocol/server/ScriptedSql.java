package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.statement.TransactionStatus;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A session that understands exactly the texts it was taught, and remembers what it was asked. */
final class ScriptedSql implements SqlSession {
    /** A text that is understood. */
    record Line(
            StatementType type,
            List<Descriptor> parameters,
            List<Descriptor> columns,
            Function<Execution, Outcome> answer)
            implements PreparedSql {}

    final List<Execution> executions = new CopyOnWriteArrayList<>();
    final List<String> calls = new CopyOnWriteArrayList<>();
    volatile TableLobs lobs = TableLobs.NONE;
    volatile boolean inTransaction;
    /** Answers are kept back until somebody completes them. */
    volatile boolean slow;

    @Nullable
    Completion waiting;

    private final Map<String, Line> script = new ConcurrentHashMap<>();

    void teach(String text, Line line) {
        script.put(text, line);
    }

    void teach(String text, StatementType type, Function<Execution, Outcome> answer) {
        teach(text, new Line(type, List.of(), List.of(), answer));
    }

    @Override
    public PreparedSql prepare(String sql) {
        Line line = script.get(sql);
        if (line == null) {
            throw DmException.of(ErrorCode.INVALID_TABLE, sql);
        }
        return line;
    }

    @Override
    public void execute(PreparedSql statement, Execution execution, Completion completion) {
        executions.add(execution);
        waiting = completion;
        if (slow) {
            return;
        }
        Outcome outcome;
        try {
            outcome = ((Line) statement).answer().apply(execution);
        } catch (DmException e) {
            completion.failed(e);
            return;
        }
        completion.done(outcome);
    }

    @Override
    public void commit(Completion completion) {
        calls.add("commit");
        inTransaction = false;
        completion.done(Outcome.done(StatementType.COMMIT, TransactionStatus.COMMITTED));
    }

    @Override
    public void rollback(Completion completion) {
        calls.add("rollback");
        inTransaction = false;
        completion.done(Outcome.done(StatementType.ROLLBACK, TransactionStatus.ROLLED_BACK));
    }

    @Override
    public void isolation(int level) {
        if (inTransaction) {
            throw DmException.of(ErrorCode.TRANSACTION_RUNNING);
        }
        calls.add("isolation " + level);
    }

    @Override
    public TableLobs lobs() {
        return lobs;
    }

    @Override
    public boolean inTransaction() {
        return inTransaction;
    }

    @Override
    public void close() {
        calls.add("close");
    }
}
