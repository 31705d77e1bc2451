package io.opendcp.protocol.server;

import io.netty.channel.Channel;
import io.opendcp.protocol.login.LoginRequest;
import io.opendcp.protocol.net.Encryption;

/** Who decides which logins become sessions. Called on the port's event loop. */
public interface Door {
    /** A connection has been accepted, and its handlers are in its pipeline; it has not read anything. */
    default void onConnected(Channel channel) {}

    /** What the next stranger is told. */
    StartupTerms terms();

    /** How the next stranger's login and what follows are encrypted. */
    default Encryption encryption() {
        return Encryption.NONE;
    }

    /**
     * Somebody wants in. The answer, {@link Visit#accept} or {@link Visit#refuse}, is given now or later. The password
     * is the callee's to wipe.
     */
    void onLogin(LoginRequest request, Visit visit);

    /** An error of ours: to be logged loudly. The connection concerned is closed by the caller. */
    void onDefect(Throwable defect);
}
