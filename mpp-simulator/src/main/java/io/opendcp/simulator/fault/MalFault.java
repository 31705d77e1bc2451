package io.opendcp.simulator.fault;

import java.util.List;

/** Something that goes wrong with an EP's links to other EPs. */
public sealed interface MalFault extends EpFault permits MalClog, MalCut, MalDelay, Swizzle {
    /** Instance names of the EPs it speaks of. */
    List<String> eps();

    /** Names as they stand in a sentence. */
    static String words(List<String> eps) {
        return String.join(" and ", eps);
    }

    /** @throws IllegalArgumentException if there is no name */
    static List<String> some(List<String> eps) {
        if (eps.isEmpty()) {
            throw new IllegalArgumentException("no EP is named");
        }
        return List.copyOf(eps);
    }
}
