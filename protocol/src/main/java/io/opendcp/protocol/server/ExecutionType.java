package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.StatementType;

/**
 * Whether a text is of the kind that the client insists on, as old drivers do by themselves: {@code executeQuery} wants
 * rows, {@code executeUpdate} none. Calls are let through, since they may do either.
 * Source: {@code docs/protocol/statements.md} 2.1.
 */
final class ExecutionType {
    private static final int CHECKED = 0x80;
    private static final int QUERY = 1;
    private static final int UPDATE = 2;

    private ExecutionType() {}

    /** @throws DmException {@link ErrorCode#STATEMENT_TYPE} if it is not */
    static void check(int wanted, StatementType type) {
        int kind = (wanted & CHECKED) == 0 ? 0 : wanted & ~CHECKED;
        boolean wrong = (kind == QUERY && !type.mayHaveRows()) || (kind == UPDATE && type == StatementType.SELECT);
        if (wrong) {
            throw DmException.of(ErrorCode.STATEMENT_TYPE);
        }
    }
}
