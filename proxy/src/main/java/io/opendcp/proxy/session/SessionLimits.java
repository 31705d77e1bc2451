package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmIniKeys;
import io.opendcp.protocol.ini.IniKey;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a session may take, as settings of dm.ini say. A time of zero is no limit. */
public final class SessionLimits {
    private static final int STATEMENTS = 10_000;
    /** What dm.ini says if it says nothing. */
    static final SessionLimits USUAL = new SessionLimits(
            STATEMENTS,
            Map.of(
                    DmIniKeys.DCP_IDLE_IN_TRX_TIMEOUT.name(), 0,
                    DmIniKeys.DCP_IDLE_TIMEOUT.name(), 0,
                    DmIniKeys.DCP_STATEMENT_TIMEOUT.name(), 0,
                    DmIniKeys.DCP_COMMIT_TIMEOUT.name(), 0,
                    DmIniKeys.DCP_MAX_STATEMENT.name(), 0,
                    DmIniKeys.DCP_RESULT_HOLD_TIME.name(), 300,
                    DmIniKeys.DCP_RESULT_HOLD_MOST.name(), 0,
                    DmIniKeys.DCP_RESULT_READ_AHEAD.name(), 256,
                    DmIniKeys.DCP_RESULT_MEMORY.name(), 32),
            false);

    /** In which an EP must answer a statement that it has been told to cancel: it may have much to undo. */
    static final Duration CANCELLING = Duration.ofMinutes(1);

    private final int statements;
    private final Map<String, Integer> values;
    private final boolean rowsEndWithTransaction;
    private final Duration idleInTransaction;
    private final Duration idle;
    private final Duration statement;
    private final Duration commit;
    private final int textBytes;
    private final Duration resultHold;
    private final int resultsHeld;

    private SessionLimits(int statements, Map<String, Integer> values, boolean rowsEndWithTransaction) {
        this.statements = statements;
        this.values = values;
        this.rowsEndWithTransaction = rowsEndWithTransaction;
        idleInTransaction = seconds(DmIniKeys.DCP_IDLE_IN_TRX_TIMEOUT);
        idle = seconds(DmIniKeys.DCP_IDLE_TIMEOUT);
        statement = seconds(DmIniKeys.DCP_STATEMENT_TIMEOUT);
        commit = seconds(DmIniKeys.DCP_COMMIT_TIMEOUT);
        textBytes = value(DmIniKeys.DCP_MAX_STATEMENT) << 10;
        resultHold = seconds(DmIniKeys.DCP_RESULT_HOLD_TIME);
        resultsHeld = value(DmIniKeys.DCP_RESULT_HOLD_MOST);
    }

    private int value(IniKey key) {
        return values.getOrDefault(key.name(), 0);
    }

    private Duration seconds(IniKey key) {
        return Duration.ofSeconds(value(key));
    }

    public static SessionLimits of(DmIni.Dcp dcp) {
        DmIni.Limits limits = dcp.limits();
        return USUAL.with(DmIniKeys.DCP_IDLE_IN_TRX_TIMEOUT, limits.idleInTransaction())
                .with(DmIniKeys.DCP_IDLE_TIMEOUT, limits.idle())
                .with(DmIniKeys.DCP_STATEMENT_TIMEOUT, limits.statement())
                .with(DmIniKeys.DCP_COMMIT_TIMEOUT, limits.commit())
                .with(DmIniKeys.DCP_MAX_STATEMENT.name(), limits.textBytes() >> 10)
                .with(DmIniKeys.DCP_RESULT_HOLD_TIME, limits.resultHold())
                .with(DmIniKeys.DCP_RESULT_HOLD_MOST.name(), limits.resultsHeld())
                .with(DmIniKeys.DCP_RESULT_READ_AHEAD.name(), limits.readAheadBytes() >> 10)
                .with(DmIniKeys.DCP_RESULT_MEMORY.name(), (int) (limits.readAheadTotal() >> 20))
                .withRowsEnding(dcp.manualMode());
    }

    private SessionLimits with(IniKey key, Duration time) {
        return with(key.name(), (int) time.toSeconds());
    }

    /** These, with the setting of that name changed; these, if it is none of them. */
    public SessionLimits with(String setting, int value) {
        if (!values.containsKey(setting)) {
            return this;
        }
        Map<String, Integer> changed = new LinkedHashMap<>(values);
        changed.put(setting, value);
        return new SessionLimits(statements, changed, rowsEndWithTransaction);
    }

    SessionLimits withStatements(int most) {
        return new SessionLimits(most, values, rowsEndWithTransaction);
    }

    SessionLimits withRowsEnding(boolean withTransaction) {
        return new SessionLimits(statements, values, withTransaction);
    }

    /** Most statement handles. */
    int statements() {
        return statements;
    }

    /** Longest pause in a transaction (DCP_IDLE_IN_TRX_TIMEOUT). */
    Duration idleInTransaction() {
        return idleInTransaction;
    }

    /** Longest pause outside one (DCP_IDLE_TIMEOUT). */
    Duration idle() {
        return idle;
    }

    /** In which a statement must be answered (DCP_STATEMENT_TIMEOUT). */
    Duration statement() {
        return statement;
    }

    /** In which must be answered a COMMIT or ROLLBACK, and what else is no statement (DCP_COMMIT_TIMEOUT). */
    Duration commit() {
        return commit;
    }

    /** Longest time a connection is kept only because rows are left to be fetched (DCP_RESULT_HOLD_TIME). */
    Duration resultHold() {
        return resultHold;
    }

    /** Most sessions of which that is so (DCP_RESULT_HOLD_MOST); 0 is no limit. */
    int resultsHeld() {
        return resultsHeld;
    }

    /** Most bytes of rows that are read ahead for a session (DCP_RESULT_READ_AHEAD). */
    long readAhead() {
        return rowsEndWithTransaction ? 0 : (long) value(DmIniKeys.DCP_RESULT_READ_AHEAD) << 10;
    }

    /** Most bytes of rows that are read ahead for all sessions (DCP_RESULT_MEMORY). */
    long readAheadTotal() {
        return (long) value(DmIniKeys.DCP_RESULT_MEMORY) << 20;
    }

    /** Whether rows cannot be fetched any more once their transaction has ended (DCP_MANUAL_MODE). */
    boolean rowsEndWithTransaction() {
        return rowsEndWithTransaction;
    }

    /** @throws DmException if a text of so many bytes is longer than DCP_MAX_STATEMENT */
    void checkText(int bytes) {
        if (textBytes > 0 && bytes > textBytes) {
            throw DmException.of(ErrorCode.LIMIT, "DCP_MAX_STATEMENT", (textBytes >> 10) + " KB");
        }
    }

    /** In which an EP must answer after the cancel. */
    Duration cancelling() {
        return statement.isZero() ? Duration.ZERO : CANCELLING;
    }

    /** The shortest of its times, in nanoseconds; {@link Deadlines#NEVER} if none is limited. */
    long shortest() {
        return Stream.of(idleInTransaction, idle, statement, commit, cancelling(), resultHold)
                .filter(time -> !time.isZero())
                .mapToLong(Duration::toNanos)
                .min()
                .orElse(Deadlines.NEVER);
    }
}
