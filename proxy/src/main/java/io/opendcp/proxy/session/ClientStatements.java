package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statement handles that a client has been given. A number is not given out again: drivers free one twice. */
final class ClientStatements {
    private final Map<Integer, ClientStatement> statements = new HashMap<>();
    private final int most;
    private int last;

    ClientStatements(int most) {
        this.most = most;
    }

    /**
     * A new one.
     *
     * @throws DmException if there are too many
     */
    ClientStatement allocate() {
        if (statements.size() >= most) {
            throw DmException.of(ErrorCode.LIMIT, "statements", most);
        }
        do {
            last = last == Integer.MAX_VALUE ? 1 : last + 1;
        } while (statements.containsKey(last));
        ClientStatement statement = new ClientStatement(last);
        statements.put(last, statement);
        return statement;
    }

    @Nullable
    ClientStatement find(int handle) {
        return statements.get(handle);
    }

    /** @throws DmException if there is none */
    ClientStatement known(int handle) {
        ClientStatement statement = statements.get(handle);
        if (statement == null) {
            throw DmException.of(ErrorCode.UNKNOWN_HANDLE, Integer.toUnsignedString(handle));
        }
        return statement;
    }

    /** Whether the client has rows of another statement than {@code handle}'s. */
    boolean anyShows(int handle) {
        return statements.values().stream().anyMatch(each -> each.handle() != handle && each.shows());
    }

    void remove(ClientStatement statement) {
        statements.remove(statement.handle());
    }
}
