package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession;
import io.opendcp.protocol.server.TableLobs;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.type.LobOwner;
import java.util.function.UnaryOperator;

/** LOBs of tables, as a session reaches them: messages about them are statements of their own. */
final class EpLobs implements TableLobs {
    private final EpSession session;

    EpLobs(EpSession session) {
        this.session = session;
    }

    @Override
    public void read(LobOwner owner, long id, Told told) {
        boolean inTransaction = session.inTransaction();
        run(new LobRead(owner, id), true, told, () -> {
            if (!inTransaction) {
                session.transaction().rollback(); // what it has looked at is looked at anew next time
            }
        });
    }

    @Override
    public void change(LobOwner owner, long id, UnaryOperator<Object> edit, boolean autoCommit, Told told) {
        run(new LobChange(owner, id, edit), autoCommit, told, () -> {});
    }

    private void run(LobStatement statement, boolean autoCommit, Told told, Runnable afterwards) {
        statement.compiledIn(session.schema());
        session.execute(statement, Execution.plain(autoCommit), new SqlSession.Completion() {
            @Override
            public void done(Outcome outcome) {
                afterwards.run();
                told.done(statement.lob());
            }

            @Override
            public void failed(DmException error) {
                told.failed(error);
            }
        });
    }
}
