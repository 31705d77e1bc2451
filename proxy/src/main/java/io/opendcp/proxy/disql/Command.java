package io.opendcp.proxy.disql;

import io.opendcp.proxy.disql.text.Keyword;
import java.sql.SQLException;

/**
 * Something that the console itself does.
 *
 * @param arguments what HELP shows behind the keyword
 * @param substituted whether {@code &names} in it are replaced
 */
record Command(
        String notation,
        String arguments,
        String chinese,
        String english,
        boolean substituted,
        Action action,
        Keyword keyword) {

    /** What it does. */
    @FunctionalInterface
    interface Action {
        /**
         * @param arguments what is behind the keyword
         * @throws Told for what cannot be done
         * @throws SQLException if the server refuses
         */
        void run(Console console, String arguments) throws SQLException;
    }

    static Command of(String notation, String arguments, String chinese, String english, Action action) {
        return new Command(notation, arguments, chinese, english, true, action, Keyword.of(notation));
    }

    /** One of DIsql's that is missing here. */
    static Command missing(String notation) {
        Keyword keyword = Keyword.of(notation);
        return of(notation, "", "不支持", "not supported", (console, arguments) -> {
            throw Told.notSupported(keyword.full());
        });
    }

    /** This command, whose arguments are taken as they are. */
    Command literal() {
        return new Command(notation, arguments, chinese, english, false, action, keyword);
    }
}
