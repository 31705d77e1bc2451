package io.opendcp.proxy.session;

import io.opendcp.protocol.frame.Command;
import io.opendcp.protocol.message.LobView;
import io.opendcp.protocol.message.PrepareView;
import io.opendcp.protocol.sql.SqlText;

/** What a request may have done on an EP that did not live to answer it. */
final class Fate {
    private Fate() {}

    /** Whether it only compiles a text. */
    static boolean compiles(Errand errand) {
        return errand.command() == Command.PREPARE && !PrepareView.direct(errand.frame());
    }

    /** Whether it compiles or runs a text. */
    static boolean runs(Errand errand) {
        return switch (errand.command()) {
            case PREPARE, EXECUTE, EXECUTE2, EXECUTE_DIRECT -> true;
            default -> false;
        };
    }

    /** Whether it changes a LOB. */
    static boolean writesLob(Errand errand) {
        return errand.command() == Command.WRITE_LOB || errand.command() == Command.TRUNCATE_LOB;
    }

    /** Whether it reads from LOBs. */
    private static boolean readsLob(Errand errand) {
        return LobView.about(errand.command()) && !writesLob(errand);
    }

    /** Whether it names LOBs that live on one connection only. */
    static boolean ofLoan(Errand errand) {
        LobMark lob = errand.lob;
        return lob != null && lob.loan() != 0;
    }

    /** Whether it can be done on another connection, if nothing has come of it and nothing else has tied it to the one that was lost. */
    static boolean free(Errand errand) {
        return (runs(errand) || readsLob(errand)) && !ofLoan(errand) && !errand.timedOut;
    }

    /** Whether it may be stopped when it takes too long. An end of a transaction may not: nobody would know how it ended. */
    static boolean mayBeStopped(Errand errand) {
        return runs(errand)
                || errand.command() == Command.FETCH
                || errand.command() == Command.MORE_RESULTS
                || readsLob(errand);
    }

    /** Whether the DCP answers it, though it is a text; that has limits of its own. */
    static boolean answeredHere(Errand errand) {
        return switch (errand.facts.kind()) {
            case MANAGEMENT, CANCEL, CLOSE_SESSION -> !compiles(errand);
            case ORDINARY, SETTING, READ_ONLY, SESSION_CHANGE -> false;
        };
    }

    /** Whether drivers do not look at its answer, or cannot fail by it. */
    static boolean unheard(Errand errand) {
        return switch (errand.command()) {
            case ALLOCATE_STATEMENT, FREE_STATEMENT, CLOSE_STATEMENT -> true;
            default -> false;
        };
    }

    /** Whether it can be sent once more though it has been sent: outside a transaction, nothing can have come of it. */
    static boolean harmless(Errand errand) {
        return compiles(errand) || readsLob(errand) || runs(errand) && errand.facts.repeatable();
    }

    /** Whether nothing at all has come of it if its EP refused it: it is one statement that cannot commit in its middle. */
    static boolean plain(Errand errand) {
        return harmless(errand)
                || runs(errand) && changes(errand.sql) && errand.facts.kind() == TextFacts.Kind.ORDINARY;
    }

    private static boolean changes(String sql) {
        SqlText text = SqlText.of(sql);
        return text.whole()
                && !text.twoStatements()
                && switch (text.kind()) {
                    case INSERT, UPDATE, DELETE, MERGE -> true;
                    default -> false;
                };
    }

    /**
     * Whether it may have committed something.
     *
     * @param open whether a transaction was open when it was sent
     */
    static boolean mayHaveCommitted(Errand errand, boolean open) {
        if (errand.command() == Command.COMMIT) {
            return true;
        }
        if (writesLob(errand)) {
            return errand.autoCommit;
        }
        if (!runs(errand) || compiles(errand)) {
            return false;
        }
        return errand.autoCommit ? open || !errand.facts.repeatable() : !leavesCommitToOthers(errand.sql);
    }

    private static boolean leavesCommitToOthers(String sql) {
        SqlText text = SqlText.of(sql);
        return text.whole()
                && !text.twoStatements()
                && switch (text.kind()) {
                    case SELECT, INSERT, UPDATE, DELETE, MERGE -> true;
                    default -> false;
                };
    }
}
