package io.opendcp.simulator.fault;

import java.util.List;
import java.util.stream.Stream;

/**
 * Two sets of EPs cannot reach each other. Messages wait for the cut to be healed, as TCP repeats them; those that have waited
 * longer than MAL waits before it gives a link up are lost.
 *
 * @param beside EPs that are on this EP's side
 * @param from those on the other side
 */
public record MalCut(List<String> beside, List<String> from) implements MalFault {
    public MalCut {
        beside = List.copyOf(beside);
        from = MalFault.some(from);
        if (beside.stream().anyMatch(from::contains)) {
            throw new FaultException(
                    "an EP cannot be cut off from itself: " + beside + ", " + from,
                    "EP 不能与自身断开: " + beside + ", " + from);
        }
    }

    /** This EP alone is cut off. */
    public static MalCut from(String... eps) {
        return new MalCut(List.of(), List.of(eps));
    }

    @Override
    public List<String> eps() {
        return Stream.concat(beside.stream(), from.stream()).toList();
    }

    @Override
    public String words() {
        String side = beside.isEmpty() ? "it" : "it and " + MalFault.words(beside);
        return "cut " + side + " off from " + MalFault.words(from);
    }
}
