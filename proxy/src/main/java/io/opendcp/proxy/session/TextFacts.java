package io.opendcp.proxy.session;

/**
 * What must be known of a text before it is run.
 *
 * @param kind what it is to the proxy
 * @param argument session id of a cancel, 1 or 0 of read-only, else 0
 * @param repeatable whether it is proved to be a plain SELECT
 */
public record TextFacts(Kind kind, long argument, boolean repeatable) {
    public enum Kind {
        /** To be run where its data is. */
        ORDINARY,
        /** Changes session state that is carried along; begins no transaction. */
        SETTING,
        /** {@code SP_SET_SESSION_READONLY(n)}: a setting whose reply does not tell it. */
        READ_ONLY,
        /** Changes session state that cannot be carried: the connection is kept. */
        SESSION_CHANGE,
        /** {@code SP_CANCEL_SESSION_OPERATION(id)}. */
        CANCEL,
        /** {@code SP_CLOSE_SESSION(id)}. */
        CLOSE_SESSION,
        /** Names an object that exists on the management port only. */
        MANAGEMENT
    }

    /** Of a text that is too long to be looked at: it may change anything. */
    static final TextFacts UNREAD = new TextFacts(Kind.SESSION_CHANGE, 0, false);

    public static final TextFacts ORDINARY = new TextFacts(Kind.ORDINARY, 0, false);
}
