package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Words;
import java.util.Locale;

/**
 * What to do when a statement fails.
 *
 * @param exit whether to leave
 * @param code to leave with
 * @param sqlCode whether to leave with the error's code instead
 */
record Whenever(boolean exit, int code, boolean sqlCode, After after) {
    static final Whenever CONTINUE = new Whenever(false, 0, false, After.NONE);

    /** What becomes of the transaction. */
    enum After {
        NONE,
        COMMIT,
        ROLLBACK;

        static After of(String word) {
            return switch (word.toUpperCase(Locale.ROOT)) {
                case "COMMIT" -> COMMIT;
                case "ROLLBACK" -> ROLLBACK;
                case "NONE", "" -> NONE;
                default -> throw expected();
            };
        }
    }

    /**
     * Reads {@code SQLERROR EXIT [n | SUCCESS | FAILURE | WARNING | SQL.SQLCODE] [COMMIT | ROLLBACK]} or {@code SQLERROR
     * CONTINUE [COMMIT | ROLLBACK | NONE]}.
     *
     * @throws Told if it is neither
     */
    static Whenever parse(String arguments) {
        Words words = new Words(arguments);
        if (!words.nextUpper().equals("SQLERROR")) {
            throw expected();
        }
        String action = words.nextUpper();
        if (action.equals("CONTINUE")) {
            return ended(words, new Whenever(false, 0, false, After.of(words.next())));
        }
        if (!action.equals("EXIT")) {
            throw expected();
        }
        String code = words.nextUpper();
        if (code.equals("COMMIT") || code.equals("ROLLBACK")) {
            return ended(words, new Whenever(true, 0, false, After.of(code)));
        }
        After after = After.of(words.next());
        boolean sqlCode = code.equals("SQL.SQLCODE") || code.equals("SQLCODE");
        return ended(
                words,
                new Whenever(
                        true, sqlCode ? 0 : ExitCode.of(code), sqlCode, after == After.NONE ? After.COMMIT : after));
    }

    private static Whenever ended(Words words, Whenever parsed) {
        if (words.more()) {
            throw expected();
        }
        return parsed;
    }

    /** The exit code after an error with this code. */
    int exitCode(int errorCode) {
        return sqlCode ? errorCode : code;
    }

    private static Told expected() {
        return new Told(
                "用法: WHENEVER SQLERROR EXIT [n|SUCCESS|FAILURE|WARNING|SQL.SQLCODE] [COMMIT|ROLLBACK]"
                        + " 或 WHENEVER SQLERROR CONTINUE [COMMIT|ROLLBACK|NONE]",
                "usage: WHENEVER SQLERROR EXIT [n|SUCCESS|FAILURE|WARNING|SQL.SQLCODE] [COMMIT|ROLLBACK]"
                        + " or WHENEVER SQLERROR CONTINUE [COMMIT|ROLLBACK|NONE]");
    }
}
