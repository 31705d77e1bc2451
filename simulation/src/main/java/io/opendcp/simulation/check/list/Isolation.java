package io.opendcp.simulation.check.list;

/** Levels, weakest first, by what they promise here. */
public enum Isolation {
    READ_UNCOMMITTED(0),
    READ_COMMITTED(1),
    /** DM's REPEATABLE READ. */
    SNAPSHOT(2),
    SERIALIZABLE(3);

    private final int level;

    Isolation(int level) {
        this.level = level;
    }

    /** As SET ISOLATION carries it. */
    public int level() {
        return level;
    }
}
