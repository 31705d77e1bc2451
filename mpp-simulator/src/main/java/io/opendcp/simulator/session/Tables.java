package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;

/** Finds tables by name. */
final class Tables {
    private Tables() {}

    /** @throws DmException -2106 if there is no such table */
    static TableDef require(EpSession session, ObjectName name) {
        TableDef table = session.cluster().dictionary().table(name);
        if (table == null) {
            throw DmException.of(ErrorCode.INVALID_TABLE, name.name());
        }
        return table;
    }
}
