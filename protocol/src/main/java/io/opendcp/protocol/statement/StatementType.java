package io.opendcp.protocol.statement;

/** What kind of statement a reply is about (execute reply H+20). Source: {@code docs/protocol/statements.md} 3.3. */
public enum StatementType {
    CREATE_TABLE(129),
    DROP_TABLE(130),
    CREATE_VIEW(131),
    DROP_VIEW(132),
    CREATE_INDEX(133),
    DROP_INDEX(134),
    CREATE_USER(135),
    DROP_USER(136),
    CREATE_ROLE(137),
    DROP_ROLE(138),
    DROP(139),
    ALTER_DATABASE(140),
    ALTER_USER(141),
    GRANT(144),
    REVOKE(145),
    ALTER_TABLE(146),
    COMMIT(147),
    ROLLBACK(148),
    EXPLAIN(149),
    SET_TRANSACTION(150),
    SAVEPOINT(151),
    SET_SCHEMA(153),
    LOCK_TABLE(154),
    INSERT(157),
    DELETE(158),
    UPDATE(159),
    SELECT(160),
    SELECT_INTO(161),
    CALL(162),
    SET_TIME_ZONE(165),
    SET_SESSION_TRANSACTION(166),
    EXECUTE_PROCEDURE(178),
    SIMPLE(187),
    CREATE_SCHEMA(188),
    TRUNCATE(194),
    SET_IDENTITY_INSERT(195),
    CREATE_SEQUENCE(196),
    /** A kind that we have no name for; also what an error reply carries. */
    OTHER(0);

    /** Up to TRUNCATE: dropping tables, indexes and views, under further numbers. */
    private static final int ALTER_TRIGGER = 190;

    private static final int CREATE_CONTEXT_INDEX = 206;
    private static final int ALTER_CONTEXT_INDEX = 208;

    private final int code;

    StatementType(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Never fails: a code that is not in the table is {@link #OTHER}. */
    public static StatementType of(int code) {
        for (StatementType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        return OTHER;
    }

    /** Whether a reply may carry rows: a SELECT does, a call or block may. */
    public boolean mayHaveRows() {
        return this == SELECT || this == CALL || this == EXECUTE_PROCEDURE;
    }

    /** Whether a statement of type {@code code} creates, changes or drops objects, users or rights. */
    public static boolean defines(int code) {
        return code >= CREATE_TABLE.code && code <= ALTER_TABLE.code
                || code == CREATE_SCHEMA.code
                || code >= ALTER_TRIGGER && code <= TRUNCATE.code
                || code == CREATE_SEQUENCE.code
                || code >= CREATE_CONTEXT_INDEX && code <= ALTER_CONTEXT_INDEX;
    }

    /** INSERT, UPDATE and DELETE carry an update count; nothing else does. */
    public boolean counts() {
        return this == INSERT || this == DELETE || this == UPDATE;
    }
}
