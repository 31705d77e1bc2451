package io.opendcp.simulator.fault;

import java.time.Duration;
import java.util.List;

/**
 * All links of the EP, both ways, are clogged one after the other, at drawn moments in a drawn order, and then unclogged in
 * another order. The idea is FoundationDB's.
 *
 * @param within half of it passes while links are clogged, half while they are unclogged
 */
public record Swizzle(Duration within) implements MalFault {
    public Swizzle {
        Lengths.within(within, "duration");
    }

    @Override
    public List<String> eps() {
        return List.of();
    }

    @Override
    public String words() {
        return "swizzle its links within " + Lengths.words(within);
    }
}
