package io.opendcp.proxy.session;

/** What keeps a session on its EP connection. */
enum Bond {
    /** A transaction is open. */
    TRANSACTION,
    /** Rows are left to be fetched. */
    ROWS,
    /** It has LOBs that are no table's: what a function or expression came to. */
    LOBS,
    /** Values have been sent ahead of their execution. */
    VALUES,
    /** State that cannot be carried to another connection, {@link TextFacts.Kind#SESSION_CHANGE}, or a cursor's name. */
    STATE,
    /** The DCP itself has asked the EP for something: {@link Interlude}. */
    INTERLUDE
}
