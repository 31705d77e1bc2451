package io.opendcp.simulation.check.list;

import java.util.List;

/**
 * Of two transactions, that one has to come before the other.
 *
 * @param before number of the one
 * @param after number of the other
 * @param list on which they met
 * @param from the element that {@code before} wrote or saw last; {@link #NONE} if it saw an empty list
 * @param to the element that {@code after} wrote or saw last
 */
record Dependency(int before, int after, Kind kind, int list, int from, int to) {
    static final int NONE = -1;

    /** Why. */
    enum Kind {
        /** The other wrote right after it. */
        WW,
        /** The other read what it wrote. */
        WR,
        /** The other wrote right after what it had read. */
        RW
    }

    /** In words; {@code names} of transactions by number. */
    String explained(java.util.function.IntFunction<String> names) {
        String one = names.apply(before);
        String other = names.apply(after);
        String seen = from == NONE ? "empty" : "ending in " + from;
        return switch (kind) {
            case WW -> "%s appended %d to list %d, and %s %d right after it".formatted(one, from, list, other, to);
            case WR -> "%s appended %d to list %d, where %s read it".formatted(one, from, list, other);
            case RW -> "%s read list %d %s, before %s appended %d".formatted(one, list, seen, other, to);
        };
    }

    static long count(List<Dependency> cycle, Kind kind) {
        return cycle.stream().filter(each -> each.kind == kind).count();
    }
}
