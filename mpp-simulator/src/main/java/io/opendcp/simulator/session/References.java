package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.Placement;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.ReferenceText;
import io.opendcp.simulator.view.Constraints;
import java.util.List;

/**
 * Foreign keys of an MPP: each EP checks its own rows, so both tables are distributed alike by the columns of the key, or
 * the one referred to is on every EP. Source: DM's MPP manual.
 */
final class References {
    private References() {}

    /**
     * The placement of a table that refers so: with the map of the table that it refers to.
     *
     * @param child the table that refers
     * @throws DmException -2106 if there is nothing to refer to, -2004 if the two do not fit
     */
    static Placement fitting(EpSession session, ObjectName child, Placement placement, ReferenceText reference) {
        if (session.cluster().eps().size() == 1) {
            return placement;
        }
        if (reference.table().equals(child) || reference.sets()) {
            throw refused(reference.table().equals(child) ? "to the table itself" : "with SET NULL or SET DEFAULT");
        }
        TableDef parent = Tables.require(session, reference.table());
        if (parent.placement().isFully()) {
            return placement;
        }
        List<String> theirs =
                reference.theirs().isEmpty() ? Constraints.primaryKey(session.viewer(), parent) : reference.theirs();
        boolean alike = placement.isHash()
                && parent.placement().isHash()
                && theirs.containsAll(parent.placement().columns())
                && theirs.size() == reference.own().size()
                && parent.placement().columns().stream()
                        .map(column -> reference.own().get(theirs.indexOf(column)))
                        .toList()
                        .equals(placement.columns());
        if (!alike) {
            throw refused("between tables that are not distributed alike");
        }
        return Placement.hash(placement.columns(), parent.placement().map());
    }

    /** The same for a table that is there, whose rows are placed already. */
    static void requireFitting(EpSession session, TableDef child, ReferenceText reference) {
        Placement placement = child.placement();
        if (!fitting(session, child.name(), placement, reference).equals(placement)) {
            throw refused("between tables with different hash maps");
        }
    }

    private static DmException refused(String why) {
        return DmException.of(ErrorCode.NOT_SUPPORTED, "FOREIGN KEY " + why);
    }
}
