package io.opendcp.proxy.disql;

import java.sql.SQLException;

/** Opens connections. */
@FunctionalInterface
interface Connector {
    /**
     * @param logon with its password
     * @throws SQLException if the server cannot be reached, or does not let in
     */
    Link connect(Logon logon) throws SQLException;
}
