package io.opendcp.proxy.management;

import java.time.Instant;

/** Told what was done, or tried, at the management port, before it is answered. Called on the event loop. */
public interface Audit extends AutoCloseable {
    Audit NONE = entry -> {};

    void write(Entry entry);

    @Override
    default void close() {}

    /**
     * One use of the management port.
     *
     * @param user the account, as it was typed if nobody was let in
     * @param from address and port of the client
     * @param what the procedure or statement with its arguments, passwords left out
     * @param code 0, or the error that was answered
     */
    record Entry(Instant at, String user, String from, String what, int code) {}
}
