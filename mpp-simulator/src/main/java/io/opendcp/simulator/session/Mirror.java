package io.opendcp.simulator.session;

import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.RowChange;
import java.util.List;

/** Does on a standby what its primary's log says was done there. */
final class Mirror {
    private Mirror() {}

    static void apply(EpStore standby, Redo redo) {
        if (redo instanceof Redo.Committed its) {
            commit(standby, its.changes());
        } else if (redo instanceof Redo.Defined its) {
            standby.schema(its.schema());
            standby.definer().run(its.statement());
            standby.schema(EpStore.SCHEMA);
        } else if (redo instanceof Redo.Ended its && its.committed()) {
            Redo.Prepared prepared = standby.log().commits().prepared(its.commit());
            if (prepared == null) {
                throw new IllegalStateException("commit " + its.commit() + " ends on "
                        + standby.spec().instanceName() + " and was not prepared");
            }
            commit(standby, prepared.changes());
        }
        standby.log().commits().add(redo);
    }

    private static void commit(EpStore standby, List<RowChange> changes) {
        H2Session h2 = standby.definer();
        h2.apply(changes);
        h2.commit();
    }
}
