package io.opendcp.simulator;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.simulator.session.EpSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A client of the simulated MPP: runs texts and keeps what came back. */
public final class Client {
    /** How an execution ended, once it has. */
    public static final class Answer implements Completion {
        private @Nullable Outcome outcome;
        private @Nullable DmException error;

        @Override
        public void done(Outcome to) {
            once();
            outcome = to;
        }

        @Override
        public void failed(DmException to) {
            once();
            error = to;
        }

        private void once() {
            if (isHere()) {
                throw new IllegalStateException("answered twice");
            }
        }

        public boolean isHere() {
            return outcome != null || error != null;
        }

        public Outcome outcome() {
            if (error != null) {
                throw error;
            }
            return Optional.ofNullable(outcome).orElseThrow();
        }

        public int code() {
            return error == null ? 0 : error.code();
        }
    }

    private final EpSession session;
    private boolean autoCommit = true;

    public Client(EpSession session) {
        this.session = session;
    }

    public static Client on(SimulatedMpp mpp, int epno) {
        return new Client(mpp.ep(epno).login(LoginDetails.of("SYSDBA", "SYSDBA")));
    }

    public static Client localOn(SimulatedMpp mpp, int epno) {
        return new Client(mpp.ep(epno).login(LoginDetails.of("SYSDBA", "SYSDBA").asLocal()));
    }

    public Client manual() {
        autoCommit = false;
        return this;
    }

    public EpSession session() {
        return session;
    }

    /** Starts an execution, which may have to wait. */
    public Answer start(String sql, @Nullable Object... parameters) {
        List<@Nullable Object[]> rows = Collections.singletonList(parameters);
        return start(sql, new Execution(rows, autoCommit, Long.MAX_VALUE, 0, false, false));
    }

    public Answer start(String sql, Execution execution) {
        Answer answer = new Answer();
        session.execute(session.prepare(sql), execution, answer);
        return answer;
    }

    /** Runs to the end; fails if it has to wait. */
    public Outcome run(String sql, @Nullable Object... parameters) {
        return start(sql, parameters).outcome();
    }

    public Outcome batch(String sql, List<@Nullable Object[]> rows) {
        return start(sql, new Execution(rows, autoCommit, Long.MAX_VALUE, 0, false, true))
                .outcome();
    }

    /** The rows of a query. */
    public List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        run(sql, parameters).resultSets().get(0).rows().forEach(row -> rows.add(Arrays.asList(row)));
        return rows;
    }

    /** The only value of a query. */
    public @Nullable Object value(String sql, @Nullable Object... parameters) {
        return rows(sql, parameters).get(0).get(0);
    }

    public long changed(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).updateCount();
    }

    /** The code that a statement fails with, 0 if it does not. */
    public int code(String sql, @Nullable Object... parameters) {
        try {
            return start(sql, parameters).code();
        } catch (DmException e) {
            return e.code();
        }
    }

    public void commit() {
        startCommit().outcome();
    }

    /** Starts a commit, which may take time. */
    public Answer startCommit() {
        Answer answer = new Answer();
        session.commit(answer);
        return answer;
    }

    public void rollback() {
        Answer answer = new Answer();
        session.rollback(answer);
        answer.outcome();
    }
}
