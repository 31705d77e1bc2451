package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Outcome;
import java.util.HashMap;
import java.util.Map;

/**
 * A session's statement handles, and what their results hold. A number is never given out twice, so that a late second
 * FREE can hit nothing else. Source: {@code docs/protocol/statements.md} 1.
 */
final class Statements {
    private final StatementLimits limits;
    private final Map<Integer, OpenStatement> byHandle = new HashMap<>();
    private int last;
    private int cursors;
    private long heldBytes;

    Statements(StatementLimits limits) {
        this.limits = limits;
    }

    OpenStatement allocate(boolean baseNames) {
        if (byHandle.size() >= limits.handles()) {
            throw DmException.of(ErrorCode.LIMIT, "statement handles", limits.handles());
        }
        OpenStatement statement = new OpenStatement(++last, baseNames);
        byHandle.put(last, statement);
        return statement;
    }

    /** @throws DmException if the handle is not allocated */
    OpenStatement known(int handle) {
        OpenStatement statement = byHandle.get(handle);
        if (statement == null) {
            throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(handle));
        }
        return statement;
    }

    /** Harmless for handles that are not allocated. */
    void free(int handle) {
        endResults(handle);
        byHandle.remove(handle);
    }

    /**
     * Keeps what is left of a statement's results.
     *
     * @throws DmException if that would be too much; nothing is kept then
     */
    void keep(OpenStatement statement, Outcome outcome, boolean forwardOnly) {
        endResults(statement.handle());
        if (cursors >= limits.cursors()) {
            throw DmException.of(ErrorCode.LIMIT, "open cursors", limits.cursors());
        }
        OpenResults results = new OpenResults(outcome, forwardOnly);
        if (results.bytes() > limits.heldBytes() - heldBytes) {
            throw DmException.of(ErrorCode.LIMIT, "bytes of open cursors", limits.heldBytes());
        }
        cursors++;
        heldBytes += results.bytes();
        statement.results(results);
    }

    /** Harmless without results, and for handles that are not allocated. */
    void endResults(int handle) {
        OpenStatement statement = byHandle.get(handle);
        OpenResults results = statement == null ? null : statement.results();
        if (statement != null && results != null) {
            cursors--;
            heldBytes -= results.bytes();
            statement.results(null);
        }
    }

    void clear() {
        byHandle.clear();
        cursors = 0;
        heldBytes = 0;
    }
}
