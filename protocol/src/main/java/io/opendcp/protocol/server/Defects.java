package io.opendcp.protocol.server;

/** Who is told that we were wrong. */
@FunctionalInterface
public interface Defects {
    /** Logs it. Returns the number under which it can be found, which the client is told. */
    String onDefect(Throwable defect);
}
