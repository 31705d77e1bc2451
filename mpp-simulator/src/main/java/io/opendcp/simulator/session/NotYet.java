package io.opendcp.simulator.session;

import java.util.SortedSet;

/**
 * A statement needs EPs that it has not reached yet, or looks at several EPs amid a commit. It is undone and run again when
 * it may go on.
 */
final class NotYet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient SortedSet<Integer> unreached;

    /** @param unreached EPs; none if it is a commit that has to end first */
    NotYet(SortedSet<Integer> unreached) {
        super("a statement has to wait", null, false, false);
        this.unreached = unreached;
    }

    SortedSet<Integer> unreached() {
        return unreached;
    }
}
