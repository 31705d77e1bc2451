package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statement handles that a client has been given. A number is not given out again: drivers free one twice. */
final class ClientStatements {
    private final Map<Integer, ClientStatement> statements = new HashMap<>();
    /** Of all PREPAREs that are kept to be repeated. */
    private static final long MOST_BYTES = 64L << 20;

    private final int most;
    private int last;
    private long bytes;

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
        ClientStatement statement = new ClientStatement(last, this::kept);
        statements.put(last, statement);
        return statement;
    }

    private void kept(int more) {
        bytes += more;
    }

    /** @throws DmException if so many texts are prepared that one more cannot be kept */
    void checkRoom(long request) {
        if (bytes + request > MOST_BYTES) {
            throw DmException.of(ErrorCode.LIMIT, "PREPARE", (MOST_BYTES >> 20) + " MB");
        }
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

    /** Whether rows of another statement than {@code handle}'s wait here for the client. */
    boolean rowsHere(int handle) {
        return statements.values().stream().anyMatch(each -> each.handle() != handle && each.rowsHere());
    }

    /** Lets go of all rows that wait here; whoever asks for them is told {@code why}. */
    void dropRows(DmException why) {
        for (ClientStatement each : statements.values()) {
            if (each.rowsHere()) {
                each.rowsGone(why);
            }
            each.rows(null);
        }
    }

    void remove(ClientStatement statement) {
        statement.rows(null);
        statement.prepared(null);
        statements.remove(statement.handle());
    }
}
