package io.opendcp.simulator.session;

import io.opendcp.simulator.store.LockConflict;

/** Who has changed or locked rows and has still to end that: a session, or a commit whose session may be gone. */
interface Holder {
    /** Whether it holds what {@code conflict} wants. */
    boolean owns(LockConflict conflict);

    /** Whether it may hold something. */
    boolean inTransaction();

    /** Whether it has changed or locked rows of the table on any EP. */
    boolean locks(String schema, String table);
}
