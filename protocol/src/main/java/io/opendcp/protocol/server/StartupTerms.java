package io.opendcp.protocol.server;

import io.opendcp.protocol.login.Charsets;

/**
 * What a server tells strangers about itself. Source: {@code docs/protocol/session.md} 3.2.
 *
 * @param charset of the database
 * @param msgVersion the highest spoken, 0 to 11
 * @param version one to four numbers with dots; above 7.1.2.128 clients use EXECUTE2
 * @param series 3 enterprise
 */
public record StartupTerms(Charsets charset, int msgVersion, String version, int series) {
    /** The highest msgVersion whose meaning is known. */
    public static final int HIGHEST_MSG_VERSION = 11;

    /** UTF-8, everything we can, as a current server of the enterprise series. */
    public static final StartupTerms OURS = new StartupTerms(Charsets.UTF_8, HIGHEST_MSG_VERSION, "8.1.3.140", 3);

    public StartupTerms {
        if (msgVersion < 0 || msgVersion > HIGHEST_MSG_VERSION) {
            throw new IllegalArgumentException("msgVersion " + msgVersion + " is not 0 to " + HIGHEST_MSG_VERSION);
        }
    }
}
