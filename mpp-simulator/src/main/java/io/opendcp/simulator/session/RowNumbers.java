package io.opendcp.simulator.session;

import java.util.HashMap;
import java.util.Map;

/** What an EP hands out row numbers from. A standby that takes over goes on where its primary was: no number is used twice. */
final class RowNumbers {
    private final Map<Integer, Long> last = new HashMap<>();

    /** The next number in a table, from 1. */
    long next(int table) {
        return last.merge(table, 1L, Long::sum);
    }

    /** It goes on no lower than others are: it has got their rows. */
    void atLeast(RowNumbers others) {
        others.last.forEach((table, number) -> last.merge(table, number, Math::max));
    }
}
