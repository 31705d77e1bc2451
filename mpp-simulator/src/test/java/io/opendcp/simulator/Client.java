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
final class Client {
    /** How an execution ended, once it has. */
    static final class Answer implements Completion {
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

        boolean isHere() {
            return outcome != null || error != null;
        }

        Outcome outcome() {
            if (error != null) {
                throw error;
            }
            return Optional.ofNullable(outcome).orElseThrow();
        }

        int code() {
            return error == null ? 0 : error.code();
        }
    }

    private final EpSession session;
    private boolean autoCommit = true;

    Client(EpSession session) {
        this.session = session;
    }

    static Client on(SimulatedMpp mpp, int epno) {
        return new Client(mpp.ep(epno).login(LoginDetails.of("SYSDBA", "SYSDBA")));
    }

    static Client localOn(SimulatedMpp mpp, int epno) {
        return new Client(mpp.ep(epno).login(LoginDetails.of("SYSDBA", "SYSDBA").asLocal()));
    }

    Client manual() {
        autoCommit = false;
        return this;
    }

    EpSession session() {
        return session;
    }

    /** Starts an execution, which may have to wait. */
    Answer start(String sql, @Nullable Object... parameters) {
        List<@Nullable Object[]> rows = Collections.singletonList(parameters);
        return start(sql, new Execution(rows, autoCommit, Long.MAX_VALUE, 0, false, false));
    }

    Answer start(String sql, Execution execution) {
        Answer answer = new Answer();
        session.execute(session.prepare(sql), execution, answer);
        return answer;
    }

    /** Runs to the end; fails if it has to wait. */
    Outcome run(String sql, @Nullable Object... parameters) {
        return start(sql, parameters).outcome();
    }

    Outcome batch(String sql, List<@Nullable Object[]> rows) {
        return start(sql, new Execution(rows, autoCommit, Long.MAX_VALUE, 0, false, true))
                .outcome();
    }

    /** The rows of a query. */
    List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        run(sql, parameters).resultSets().get(0).rows().forEach(row -> rows.add(Arrays.asList(row)));
        return rows;
    }

    /** The only value of a query. */
    @Nullable
    Object value(String sql, @Nullable Object... parameters) {
        return rows(sql, parameters).get(0).get(0);
    }

    long changed(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).updateCount();
    }

    /** The code that a statement fails with, 0 if it does not. */
    int code(String sql, @Nullable Object... parameters) {
        try {
            return start(sql, parameters).code();
        } catch (DmException e) {
            return e.code();
        }
    }

    void commit() {
        Answer answer = new Answer();
        session.commit(answer);
        answer.outcome();
    }

    void rollback() {
        Answer answer = new Answer();
        session.rollback(answer);
        answer.outcome();
    }
}
