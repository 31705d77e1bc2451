package io.opendcp.protocol.distribution;

import java.nio.charset.Charset;

/**
 * What a database decided at its creation that changes the hash of a value. Source: {@code docs/protocol/distribution.md} 2.1, 2.5.
 *
 * @param charset the database's character set, whose bytes are hashed
 * @param caseSensitive the flag of the login answer
 * @param highBytes how bytes above 0x7F enter the hash of a string
 * @param improved USE_NEW_HASH: false for a database with the original string hash, on which no string is routed
 */
public record HashSettings(Charset charset, boolean caseSensitive, HighBytes highBytes, boolean improved) {
    /** Which of the two readings of bytes above 0x7F holds; the driver's is signed, a real server's is open. */
    public enum HighBytes {
        SIGNED,
        UNSIGNED,
        /** Hashed as signed; only the bits on which both readings agree count as sure. */
        UNKNOWN
    }

    /** What is known of a server that was not calibrated. */
    public static HashSettings uncalibrated(Charset charset, boolean caseSensitive) {
        return new HashSettings(charset, caseSensitive, HighBytes.UNKNOWN, true);
    }
}
