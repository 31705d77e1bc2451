package io.opendcp.protocol.server;

import io.opendcp.protocol.statement.Outcome;
import io.opendcp.protocol.statement.RowSet;
import org.jspecify.annotations.Nullable;

/**
 * Results of which something is left to be asked for: rows, or further result sets. Numbers count from 1, as FETCH does.
 * Source: {@code docs/protocol/statements.md} 1 and 3.6.
 */
final class OpenResults {
    private final Outcome outcome;
    private final boolean forwardOnly;
    private final long bytes;
    private int current = 1;

    OpenResults(Outcome outcome, boolean forwardOnly) {
        this.outcome = outcome;
        this.forwardOnly = forwardOnly;
        this.bytes =
                outcome.resultSets().stream().mapToLong(OpenResults::estimate).sum();
    }

    /** Estimated bytes of heap. */
    long bytes() {
        return bytes;
    }

    /** The result set with that number; {@code null} if there is none. */
    @Nullable
    RowSet set(int number) {
        return number < 1 || number > outcome.resultSets().size()
                ? null
                : outcome.resultSets().get(number - 1);
    }

    /** Moves on to the next result set; {@code null} at the end. */
    @Nullable
    Outcome next() {
        RowSet next = set(current + 1);
        if (next == null) {
            return null;
        }
        current++;
        return outcome.further(next);
    }

    /** Whether nobody will ask again: rows are read forwards, there is one result set, and it is sent up to {@code end}. */
    boolean finishedBy(int end) {
        return forwardOnly
                && outcome.resultSets().size() == 1
                && end == outcome.resultSets().get(0).rows().size();
    }

    private static long estimate(RowSet set) {
        long bytes = 0;
        for (@Nullable Object[] row : set.rows()) {
            bytes += 24;
            for (Object value : row) {
                bytes += 8 + estimate(value);
            }
        }
        return bytes;
    }

    private static long estimate(@Nullable Object value) {
        if (value == null) {
            return 0;
        }
        if (value instanceof String text) {
            return 40L + 2L * text.length();
        }
        return value instanceof byte[] raw ? 16L + raw.length : 32;
    }
}
