package io.opendcp.simulator.session;

import io.opendcp.simulator.store.RowChange;
import java.util.List;

/** A record of an instance's log, as its standby gets it. */
sealed interface Redo {
    /** In place of the number of a commit that is begun and over in one moment. */
    long AT_ONCE = 0;

    /** The commit of a transaction that changed rows on this EP only, or all that its coordinator needs. */
    record Committed(long commit, List<RowChange> changes) implements Redo {}

    /** A branch that can commit whatever happens. */
    record Prepared(long commit, List<RowChange> changes) implements Redo {}

    /** The end of a branch that was prepared. */
    record Ended(long commit, boolean committed) implements Redo {}

    /** A definition, in H2's words; names in it mean what they mean in {@code schema}. */
    record Defined(String schema, String statement) implements Redo {}
}
