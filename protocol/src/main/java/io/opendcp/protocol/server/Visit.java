package io.opendcp.protocol.server;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.login.LoginReply;
import io.opendcp.protocol.type.WireFormat;
import java.util.function.Function;

/** A connection that waits for the answer to its login. Only the first answer counts. */
public interface Visit {
    /** What the session's bodies will look like. */
    WireFormat format();

    /** The client's address, for people; never null, "unknown" where there is none. */
    String from();

    /** Whose connections count together: its host. */
    String source();

    /** Lets the client in, with the session that {@code opener} makes. Does nothing if the client has left. */
    void accept(LoginReply reply, Function<Replies, FrameSession> opener);

    /** Tells the client why not, and closes. */
    void refuse(DmException error);

    /**
     * Tells the client to keep waiting. Only for one whose login announced that it takes interim frames; does nothing if it has
     * left. Source: {@code docs/protocol/session.md} 2.6.
     */
    void keepWaiting();

    /** {@code then} is run, once, if the client leaves before it is answered. */
    void onLeft(Runnable then);

    /** Whether the client has left without waiting for the answer: an accepted session would have nobody. */
    boolean left();
}
