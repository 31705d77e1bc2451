package io.opendcp.protocol.host;

/** A host that a scenario's host table does not name: a scenario never reaches out of the machine. */
public final class UnmappedHostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnmappedHostException(String host, String table) {
        super(host + " is not in the host table " + table, null, false, false);
    }
}
