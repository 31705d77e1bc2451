package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.Header;
import io.opendcp.protocol.frame.ProtocolException;

/** Which part of a session each command is for. */
final class Requests {
    private final Session session;
    private final ClientStatements statements;
    private final SimpleRequests simple;
    private final Running running;
    private final Cursors cursors;
    private final Lobs lobs;

    Requests(
            Session session,
            ClientStatements statements,
            SimpleRequests simple,
            Running running,
            Cursors cursors,
            Lobs lobs) {
        this.session = session;
        this.statements = statements;
        this.simple = simple;
        this.running = running;
        this.cursors = cursors;
        this.lobs = lobs;
    }

    /** @throws DmException if it cannot be done here */
    void begin(Errand next) {
        switch (next.command()) {
            case ALLOCATE_STATEMENT -> simple.allocate(next);
            case FREE_STATEMENT -> simple.free(next);
            case PREPARE -> {
                ClientStatement statement = statements.known(next.handle());
                if (Fate.compiles(next)) {
                    statements.checkRoom(next.size());
                }
                running.begin(next, statement);
            }
            case EXECUTE, EXECUTE2, EXECUTE_DIRECT -> running.begin(next, statements.known(next.handle()));
            case PRE_EXECUTE, PUT_DATA, PUT_DATA2 -> cursors.stream(next, statements.known(next.handle()));
            case FETCH, MORE_RESULTS -> cursors.onCursor(next, statements.known(next.handle()));
            case SET_CURSOR_NAME -> cursors.name(next, statements.known(next.handle()));
            case CLOSE_STATEMENT -> simple.close(next);
            case COMMIT, ROLLBACK -> simple.endTransaction(next);
            case SET_ISOLATION -> simple.isolation(next);
            case LOGOUT -> {
                simple.done(next);
                session.end();
            }
            case STARTUP, LOGIN -> throw new ProtocolException("a second " + next.command());
            case GET_LOBS, LOB_LENGTH, WRITE_LOB, TRUNCATE_LOB, READ_LOB -> lobs.begin(next);
            case GET_DATA -> throw notYet("GET DATA");
            case XA -> throw notYet("XA");
            case FAST_INSERT_CHECK,
                    LOAD_TABLE_INFO,
                    LOAD_INSERT,
                    LOAD_FINISH,
                    LOAD_LOB,
                    LOAD_SETUP,
                    LOAD_SEQUENCE,
                    TABLE_DISTRIBUTION -> throw DmException.of(ErrorCode.NO_FAST_LOAD);
            case LOG_START, LOG_STOP, LOG_GET, LOG_GET_FROM -> throw notYet("log subscription");
            case CHANGE_PASSWORD, TABLE_TIMESTAMPS, EXPLAIN, INTERIM, UNRECOGNISED ->
                throw DmException.of(ErrorCode.UNKNOWN_COMMAND, Header.commandCode(next.frame()));
        }
    }

    /** Whether it is answered here while the session's EP is busy with what the DCP has asked it for. */
    boolean answersMeanwhile(Errand next) {
        return switch (next.command()) {
            case ALLOCATE_STATEMENT, COMMIT, ROLLBACK, LOGOUT -> true;
            default -> Cursors.here(next, statements.find(next.handle()));
        };
    }

    private static DmException notYet(String what) {
        return DmException.of(ErrorCode.NOT_THROUGH_DCP, what);
    }
}
