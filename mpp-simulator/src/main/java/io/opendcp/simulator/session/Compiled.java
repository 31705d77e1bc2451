package io.opendcp.simulator.session;

import io.opendcp.protocol.server.PreparedSql;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import java.time.Duration;
import java.util.List;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/** A statement that a session has compiled and can run, once per bound row. */
abstract class Compiled implements PreparedSql {
    /** How a statement stands to transactions. */
    enum Part {
        /** It runs in one, starting it if need be. */
        OF_TRANSACTION,
        /** It commits whatever is open, before and after. */
        COMMITS,
        /** It commits what is open, and does nothing else. */
        COMMIT,
        /** It has nothing to do with them, or ends them itself. */
        NONE
    }

    private final String text;
    private final StatementType type;
    private String schema = "";

    Compiled(String text, StatementType type) {
        this.text = text;
        this.type = type;
    }

    /** As the client wrote it. */
    final String text() {
        return text;
    }

    /** The one in which its names are looked up: that of the session when it was compiled. */
    final String schema() {
        return schema;
    }

    final void compiledIn(String current) {
        schema = current;
    }

    @Override
    public final StatementType type() {
        return type;
    }

    @Override
    public List<Descriptor> parameters() {
        return List.of();
    }

    @Override
    public List<Descriptor> columns() {
        return List.of();
    }

    Part part() {
        return Part.OF_TRANSACTION;
    }

    /** How long it waits for locks: zero for not at all, null for as long as the cluster's setting says. */
    @Nullable
    Duration lockWait() {
        return null;
    }

    /**
     * Runs with one row of parameters.
     *
     * @throws io.opendcp.simulator.store.LockConflict if it has to wait; it is undone then, and run again
     * @throws io.opendcp.protocol.error.DmException if it fails
     */
    abstract Effect run(EpSession session, List<Value> parameters, Limits limits);

    /**
     * What the client asked for besides.
     *
     * @param maxRows most rows of a result
     * @param keys which generated values are wanted
     */
    record Limits(long maxRows, KeyRequest keys) {}
}
