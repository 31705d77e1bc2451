package io.opendcp.proxy.management;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.server.Execution;
import io.opendcp.protocol.server.SqlSession.Completion;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.StatementType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that returns no rows.
 *
 * @param parameterCount number of its {@code ?}
 */
record Command(StatementType type, int parameterCount, Work work) implements ManagementSql {
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
        work.run(session, java.util.Arrays.asList(execution.rows().get(0)), completion);
    }
}
