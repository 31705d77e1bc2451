package io.opendcp.protocol.server;

import io.netty.channel.Channel;
import io.opendcp.protocol.login.LoginRequest;

/** Who decides which logins become sessions. Called on the port's event loop. */
public interface Door {
    /** A connection has been accepted, and its handlers are in its pipeline; it has not read anything. */
    default void onConnected(Channel channel) {}

    /** What the next stranger is told. */
    StartupTerms terms();

    /**
     * Somebody wants in. The answer, {@link Visit#accept} or {@link Visit#refuse}, is given now or later. The password
     * is the callee's to wipe.
     */
    void onLogin(LoginRequest request, Visit visit);

    /** An error of ours: to be logged loudly. The connection concerned is closed by the caller. */
    void onDefect(Throwable defect);
}
