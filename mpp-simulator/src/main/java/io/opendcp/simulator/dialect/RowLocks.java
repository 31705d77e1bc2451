package io.opendcp.simulator.dialect;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A FOR UPDATE clause at the end of a query.
 *
 * @param end the token before which the query ends without the clause
 */
record RowLocks(int end, Sql.@Nullable RowLock lock) {
    static RowLocks find(Text text) {
        int last = text.tokens().size();
        for (int i = last - 2; i >= 1; i--) {
            if (text.tokens().get(i).is("FOR") && text.tokens().get(i + 1).is("UPDATE")) {
                text.position(i + 2);
                RowLocks found = new RowLocks(i, read(text));
                text.position(0);
                return found;
            }
        }
        return new RowLocks(last, null);
    }

    private static Sql.RowLock read(Text text) {
        if (text.accept("OF")) {
            do {
                text.objectName();
                if (text.accept(".")) {
                    text.name();
                }
            } while (text.accept(","));
        }
        Duration wait = null;
        if (text.accept("NOWAIT")) {
            wait = Duration.ZERO;
        } else if (text.accept("WAIT")) {
            wait = Duration.ofSeconds(text.number());
        }
        if (!text.atEnd()) {
            throw text.syntax();
        }
        return new Sql.RowLock(wait);
    }
}
