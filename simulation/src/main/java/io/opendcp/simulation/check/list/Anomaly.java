package io.opendcp.simulation.check.list;

import java.util.Locale;

/** What must not be seen, and from which level on. */
public enum Anomaly {
    /** A list has an element that nobody appended. */
    UNWRITTEN(Isolation.READ_UNCOMMITTED),
    /** A list has an element twice. */
    DUPLICATE(Isolation.READ_UNCOMMITTED),
    /** An append that was told to be done is not in a read that began later. */
    LOST_APPEND(Isolation.READ_UNCOMMITTED),
    /** Writes depend on each other in a circle. */
    G0(Isolation.READ_UNCOMMITTED),
    /** A read of what was rolled back. */
    G1A(Isolation.READ_COMMITTED),
    /** A read of what its writer went on to change. */
    G1B(Isolation.READ_COMMITTED),
    /** Writes and reads of them depend on each other in a circle. */
    G1C(Isolation.READ_COMMITTED),
    /** A transaction does not see what it has appended itself. */
    INTERNAL(Isolation.READ_COMMITTED),
    /** Two reads of a list of which neither begins with the other. */
    INCOMPATIBLE_ORDER(Isolation.READ_COMMITTED),
    /** Two transactions read the same version, and both appended to it. */
    LOST_UPDATE(Isolation.SNAPSHOT),
    /** A circle with one read of what was overwritten: read skew. */
    G_SINGLE(Isolation.SNAPSHOT),
    /** A circle with several of them: write skew. */
    G2(Isolation.SERIALIZABLE);

    private final Isolation since;

    Anomaly(Isolation since) {
        this.since = since;
    }

    /** Whether {@code level} promises that it does not happen. */
    public boolean excludedBy(Isolation level) {
        return level.compareTo(since) >= 0;
    }

    /** As people call it: {@code G1a}, {@code lost update}. */
    public String title() {
        return name().matches("G\\d[A-C]?")
                ? "G" + name().substring(1).toLowerCase(Locale.ROOT)
                : this == G_SINGLE
                        ? "G-single"
                        : name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
