package io.opendcp.simulator.session;

import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.LockConflict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Runs DDL in the workspace and on all EPs, or leaves all as they were. The workspace goes first: it has the same
 * definitions and no rows, so that what is wrong with the statement itself shows there before anything has changed. What
 * depends on rows (a unique index, NOT NULL) can still fail on an EP; then the others undo.
 */
final class Everywhere {
    private final EpSession session;
    private final boolean onEps;

    /**
     * @param onEps whether EPs have the object: not so for temporary tables and views of system views
     */
    Everywhere(EpSession session, boolean onEps) {
        this.session = session;
        this.onEps = onEps;
    }

    /** @throws LockConflict if another session's transaction holds rows of the table */
    static void requireFree(EpSession session, ObjectName table) {
        Set<Holder> holders = session.cluster().holders().stream()
                .filter(other -> other != session && other.locks(table.schema(), table.name()))
                .collect(Collectors.toSet());
        if (!holders.isEmpty()) {
            throw LockConflict.heldBy(holders);
        }
    }

    /**
     * @param statement H2's DDL
     * @param undo what takes it back; empty where it cannot fail on an EP once the workspace has taken it
     */
    void run(String statement, String undo) {
        run(statement, statement, undo);
    }

    /** The same with different words for the workspace, which may have none, and the EPs. */
    void run(String workspace, String ep, String undo) {
        List<Consumer<String>> done = new ArrayList<>();
        try {
            if (!workspace.isEmpty()) {
                H2Session first = session.cluster().definer();
                first.run(workspace);
                done.add(first::run);
            }
            if (onEps) {
                for (EpStore next : session.cluster().eps().values()) {
                    next.define(ep);
                    done.add(next::define);
                }
            }
        } catch (RuntimeException e) {
            Collections.reverse(done);
            if (!undo.isEmpty()) {
                done.forEach(one -> one.accept(undo));
            }
            throw e;
        }
    }
}
