package io.opendcp.protocol.client;

import io.opendcp.protocol.error.DmException;

/** Who is told, exactly once, how an attempt to log in ended. */
public interface Connecting {
    /** Logged in; the connection is the callee's. */
    void connected(DmConnection connection);

    /** It could not be reached, or did not let us in: then with the server's own code and text. */
    void failed(DmException error);
}
