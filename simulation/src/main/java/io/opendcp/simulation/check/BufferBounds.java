package io.opendcp.simulation.check;

import java.util.ArrayList;
import java.util.List;

/** Whether what waited on connections was bounded, and nothing of it is left when all clients have gone. */
public final class BufferBounds {
    /** A session holds a request and a reply at most, and a frame longer than this comes in pieces. */
    private static final long LONGEST_FRAME = 1 << 20;

    private static final String CHECKER = "buffer bounds";

    private BufferBounds() {}

    /**
     * @param clients that there were
     * @param most bytes that waited at once, at any time
     * @param left bytes in use now
     */
    public static List<Violation> check(int clients, long most, long left) {
        List<Violation> violations = new ArrayList<>();
        long bound = clients * 2L * LONGEST_FRAME;
        if (most > bound) {
            violations.add(Violation.of(
                    CHECKER, "%d bytes waited; %d clients make at most %d".formatted(most, clients, bound)));
        }
        if (left != 0) {
            violations.add(Violation.of(CHECKER, "the clients have gone, and " + left + " bytes are still in use"));
        }
        return List.copyOf(violations);
    }
}
