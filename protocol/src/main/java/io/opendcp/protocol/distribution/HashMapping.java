package io.opendcp.protocol.distribution;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A table's hash map: from hash to EP, {@code epnos[hash mod L]}. The entries are EP numbers, not positions.
 * Source: {@code docs/protocol/distribution.md} 4.
 */
public record HashMapping(List<Integer> epnos) {
    /** Longest map that is believed; the reply's field would allow 2^31. */
    public static final int LENGTH_MAX = 65_536;

    /** {@link IllegalArgumentException} if the map is empty or longer than {@link #LENGTH_MAX}. */
    public HashMapping {
        if (epnos.isEmpty() || epnos.size() > LENGTH_MAX) {
            throw new IllegalArgumentException("hash map of " + epnos.size() + " entries; 1 to " + LENGTH_MAX);
        }
        epnos = List.copyOf(epnos);
    }

    /** The simplest map of a cluster whose EPs are 0 to {@code eps - 1}: {@code EP = hash mod eps}. */
    public static HashMapping identity(int eps) {
        return new HashMapping(IntStream.range(0, eps).boxed().toList());
    }

    /** The EPNO where a row of this hash lives. */
    public int epno(Hash hash) {
        return epnos.get(Integer.remainderUnsigned(hash.value(), epnos.size()));
    }

    /** Whether {@link #epno} is certain, as far as the hash is concerned. */
    public boolean sure(Hash hash) {
        return hash.sureModulo(epnos.size());
    }
}
