package io.opendcp.proxy.session;

import io.opendcp.protocol.sql.Shape;
import io.opendcp.protocol.sql.SqlText;
import io.opendcp.proxy.pool.Backend;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Why a session keeps its EP connection from one request to the next, and since when; for V$DCP_KEPT.
 *
 * @param state whether it is state of the session, which ends with the connection only
 * @param text the statement after which it was so, as far as it is shown
 */
record Tie(Reason reason, boolean state, Instant since, String text) {
    /** Characters of a text that are shown. */
    private static final int SHOWN = 256;

    private static final int LOOKED_AT = 4096;

    /** In the order in which they are told: what lasts longest first. */
    enum Reason {
        /** ALTER SESSION, SET, a session's own temporary table, a program, or a statement that uses one of them. */
        SESSION_STATE,
        NAMED_CURSOR,
        /** Rows in temporary tables ON COMMIT PRESERVE ROWS. */
        TEMPORARY_TABLE,
        /** A transaction that has locked a table, or rows by FOR UPDATE. */
        LOCKS,
        TRANSACTION,
        VALUES_SENT,
        ROWS_LEFT,
        LOBS,
        CANCEL
    }

    /**
     * A session's tie after a request.
     *
     * @param last the one before; goes on if the reason is the same
     */
    static @Nullable Tie after(Holding holding, @Nullable Tie last, @Nullable String text, Instant now) {
        Reason reason = reason(holding);
        if (reason == null || last != null && last.reason == reason) {
            return reason == null ? null : last;
        }
        String said = text == null ? "" : text.substring(0, Math.min(LOOKED_AT, text.length()));
        return new Tie(reason, reason == Reason.SESSION_STATE, now, said);
    }

    private static @Nullable Reason reason(Holding holding) {
        Set<Bond> bonds = holding.bonds();
        if (bonds.contains(Bond.STATE)) {
            Backend backend = holding.backend();
            boolean tables = backend != null && backend.keptForTables();
            return tables ? Reason.TEMPORARY_TABLE : holding.named() ? Reason.NAMED_CURSOR : Reason.SESSION_STATE;
        }
        if (bonds.contains(Bond.TRANSACTION)) {
            return holding.locks() ? Reason.LOCKS : Reason.TRANSACTION;
        }
        if (bonds.contains(Bond.VALUES)) {
            return Reason.VALUES_SENT;
        }
        if (bonds.contains(Bond.ROWS)) {
            return Reason.ROWS_LEFT;
        }
        return bonds.contains(Bond.LOBS) ? Reason.LOBS : bonds.contains(Bond.INTERLUDE) ? Reason.CANCEL : null;
    }

    /** One of a fixed set of words. */
    String word() {
        if (!state) {
            return reason.name().replace('_', ' ');
        }
        return switch (SqlText.of(text).kind()) {
            case DDL -> "TEMPORARY TABLE";
            case ALTER_SESSION -> "ALTER SESSION";
            case SET, SET_SCHEMA, SET_TIME_ZONE, SET_TRANSACTION -> "SET";
            case CALL, BLOCK -> "PROGRAM";
            default -> "SESSION STATE";
        };
    }

    /** The statement without its literals; empty if it cannot be shown without. */
    String statement() {
        Shape shape = SqlText.of(text).shape();
        String shown = shape == null ? "" : shape.text();
        return shown.substring(0, Math.min(SHOWN, shown.length()));
    }
}
