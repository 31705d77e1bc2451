package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.statement.Outcome;

/**
 * One logged-in session as the statement kit drives it: what understands SQL, on the far side of the wire format.
 * Confined to its event loop. At most one call is under way at a time (the protocol is strictly request, reply);
 * a call may complete at once or, when it has to wait for a lock, later on the same loop.
 */
public interface SqlSession {
    /** Who is told how an execution ended, exactly once. */
    interface Completion {
        void done(Outcome outcome);

        void failed(DmException error);
    }

    /**
     * Compiles {@code sql} without running it; binds no transaction.
     *
     * @throws DmException if it does not compile
     */
    PreparedSql prepare(String sql);

    /** Runs a statement compiled by this session, for every row that is bound. */
    void execute(PreparedSql statement, Execution execution, Completion completion);

    /** COMMIT as a message (8). {@link Outcome#transaction()} tells the new state. */
    void commit(Completion completion);

    /** ROLLBACK as a message (9). */
    void rollback(Completion completion);

    /** SET ISOLATION (52): 0, 1, 2, 3, or -1 for the default. */
    void isolation(int level);

    /** Where LOBs of tables are read and changed; a session whose results tell of none has none. */
    default TableLobs lobs() {
        return TableLobs.NONE;
    }

    /** Whether a transaction is open now: what error replies must tell. */
    boolean inTransaction();

    /** The client is gone: roll back, release everything. Idempotent. */
    void close();
}
