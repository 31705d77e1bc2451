package io.opendcp.protocol.frame;

/** A frame's kind (H+4). Source: {@code docs/protocol/session.md} 4. */
public enum Command {
    LOGIN(1),
    LOGOUT(2),
    ALLOCATE_STATEMENT(3),
    FREE_STATEMENT(4),
    /** Compiles a text, and runs it at once if its direct flag says so. */
    PREPARE(5),
    EXECUTE(6),
    FETCH(7),
    COMMIT(8),
    ROLLBACK(9),
    EXECUTE2(13),
    PUT_DATA(14),
    GET_DATA(15),
    CLOSE_STATEMENT(17),
    EXPLAIN(21),
    FAST_INSERT_CHECK(23),
    GET_LOBS(24),
    CHANGE_PASSWORD(25),
    PUT_DATA2(26),
    SET_CURSOR_NAME(27),
    LOB_LENGTH(29),
    WRITE_LOB(30),
    TRUNCATE_LOB(31),
    READ_LOB(32),
    MORE_RESULTS(44),
    SET_ISOLATION(52),
    LOAD_TABLE_INFO(53),
    LOAD_INSERT(55),
    LOAD_FINISH(56),
    XA(60),
    LOAD_LOB(61),
    TABLE_TIMESTAMPS(71),
    PRE_EXECUTE(90),
    EXECUTE_DIRECT(91),
    LOAD_SETUP(111),
    TABLE_DISTRIBUTION(112),
    LOAD_SEQUENCE(121),
    LOG_START(130),
    LOG_STOP(131),
    LOG_GET(132),
    LOG_GET_FROM(133),
    STARTUP(200),
    /** "Keep waiting": comes before a reply, to clients that announced that they take it. */
    INTERIM(269),
    /** A code we do not know; a proxy may have to relay it all the same. */
    UNRECOGNISED(-1);

    private static final Command[] BY_CODE = new Command[270];

    static {
        for (Command command : values()) {
            if (command.code >= 0) {
                BY_CODE[command.code] = command;
            }
        }
    }

    private final int code;

    Command(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** Never fails: a code that is not in the table is {@link #UNRECOGNISED}. */
    public static Command of(int code) {
        Command known = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        return known == null ? UNRECOGNISED : known;
    }
}
