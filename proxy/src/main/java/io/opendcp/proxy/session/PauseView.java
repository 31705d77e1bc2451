package io.opendcp.proxy.session;

import java.time.Instant;

/**
 * A pause as V$DCP_PAUSE shows it.
 *
 * @param owner the account that asked for it
 * @param deadline when sessions go on, or would have, by themselves
 * @param atWork sessions that have an open transaction or a statement under way
 * @param waiting sessions whose new transaction waits for the end
 */
public record PauseView(Stage stage, String owner, Instant since, Instant deadline, int atWork, int waiting) {
    /** How far it is. */
    public enum Stage {
        /** Transactions are under way. */
        PAUSING,
        /** None are. */
        PAUSED,
        /** It is over. */
        RESUMED
    }
}
