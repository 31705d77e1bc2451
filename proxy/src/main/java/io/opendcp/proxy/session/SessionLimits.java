package io.opendcp.proxy.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.ini.DmIni;
import io.opendcp.protocol.ini.DmIniKeys;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * What a session may take. A time of zero is no limit.
 *
 * @param statements most statement handles
 * @param idleInTransaction longest pause in a transaction (DCP_IDLE_IN_TRX_TIMEOUT)
 * @param idle longest pause outside one (DCP_IDLE_TIMEOUT)
 * @param statement in which an EP must answer (DCP_STATEMENT_TIMEOUT)
 * @param textBytes most bytes of a text (DCP_MAX_STATEMENT); 0 is no limit
 * @param resultHold longest time a connection is kept only because rows are left to be fetched (DCP_RESULT_HOLD_TIME)
 * @param resultsHeld most sessions of which that is so (DCP_RESULT_HOLD_MOST); 0 is no limit
 * @param rowsEndWithTransaction whether rows cannot be fetched any more once their transaction has ended (DCP_MANUAL_MODE)
 */
public record SessionLimits(
        int statements,
        Duration idleInTransaction,
        Duration idle,
        Duration statement,
        int textBytes,
        Duration resultHold,
        int resultsHeld,
        boolean rowsEndWithTransaction) {
    /** What dm.ini says if it says nothing. */
    static final SessionLimits USUAL =
            new SessionLimits(10_000, Duration.ZERO, Duration.ZERO, Duration.ZERO, 0, Duration.ofMinutes(5), 0, false);

    /** In which an EP must answer a statement that it has been told to cancel: it may have much to undo. */
    static final Duration CANCELLING = Duration.ofMinutes(1);

    public static SessionLimits of(DmIni.Dcp dcp) {
        DmIni.Limits limits = dcp.limits();
        return new SessionLimits(
                USUAL.statements,
                limits.idleInTransaction(),
                limits.idle(),
                limits.statement(),
                limits.textBytes(),
                limits.resultHold(),
                limits.resultsHeld(),
                dcp.manualMode());
    }

    /** These, with the setting of that name changed; these, if it is none of them. */
    public SessionLimits with(String setting, int value) {
        Duration time = Duration.ofSeconds(value);
        if (setting.equals(DmIniKeys.DCP_IDLE_IN_TRX_TIMEOUT.name())) {
            return new SessionLimits(
                    statements, time, idle, statement, textBytes, resultHold, resultsHeld, rowsEndWithTransaction);
        }
        if (setting.equals(DmIniKeys.DCP_IDLE_TIMEOUT.name())) {
            return new SessionLimits(
                    statements,
                    idleInTransaction,
                    time,
                    statement,
                    textBytes,
                    resultHold,
                    resultsHeld,
                    rowsEndWithTransaction);
        }
        if (setting.equals(DmIniKeys.DCP_STATEMENT_TIMEOUT.name())) {
            return new SessionLimits(
                    statements,
                    idleInTransaction,
                    idle,
                    time,
                    textBytes,
                    resultHold,
                    resultsHeld,
                    rowsEndWithTransaction);
        }
        if (setting.equals(DmIniKeys.DCP_MAX_STATEMENT.name())) {
            return new SessionLimits(
                    statements,
                    idleInTransaction,
                    idle,
                    statement,
                    value << 10,
                    resultHold,
                    resultsHeld,
                    rowsEndWithTransaction);
        }
        if (setting.equals(DmIniKeys.DCP_RESULT_HOLD_TIME.name())) {
            return new SessionLimits(
                    statements,
                    idleInTransaction,
                    idle,
                    statement,
                    textBytes,
                    time,
                    resultsHeld,
                    rowsEndWithTransaction);
        }
        if (setting.equals(DmIniKeys.DCP_RESULT_HOLD_MOST.name())) {
            return new SessionLimits(
                    statements,
                    idleInTransaction,
                    idle,
                    statement,
                    textBytes,
                    resultHold,
                    value,
                    rowsEndWithTransaction);
        }
        return this;
    }

    /** @throws DmException if a text of so many bytes is too long */
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
        return Stream.of(idleInTransaction, idle, statement, cancelling(), resultHold)
                .filter(time -> !time.isZero())
                .mapToLong(Duration::toNanos)
                .min()
                .orElse(Deadlines.NEVER);
    }
}
