package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.StatementType;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that returns no rows.
 *
 * @param parameterCount number of its {@code ?}
 * @param said what the audit log tells of it; null if nothing
 */
record Command(
        StatementType type, int parameterCount, @Nullable Said said, Work work) implements ManagementSql {
    /** A statement as the audit log tells it, without passwords. */
    interface Said {
        String with(List<@Nullable Object> values);
    }

    /** What it does, on the event loop. */
    interface Work {
        /** @throws DmException if it cannot be done; then nothing has been */
        void run(ManagementSession session, List<@Nullable Object> values, Completion completion);
    }

    @Override
    public List<Descriptor> parameters() {
        return ManagementSql.parameters(parameterCount);
    }

    @Override
    public List<Descriptor> columns() {
        return List.of();
    }

    @Override
    public void run(ManagementSession session, Execution execution, Completion completion) {
        if (execution.rows().size() != 1) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "batch");
        }
        List<@Nullable Object> values = Arrays.asList(execution.rows().get(0));
        if (said == null) {
            work.run(session, values, completion);
            return;
        }
        String what = said.with(values);
        try {
            work.run(session, values, new Completion() {
                @Override
                public void done(Outcome outcome) {
                    session.audit(what, 0);
                    completion.done(outcome);
                }

                @Override
                public void failed(DmException error) {
                    session.audit(what, error.code());
                    completion.failed(error);
                }
            });
        } catch (DmException error) {
            session.audit(what, error.code());
            throw error;
        }
    }
}
