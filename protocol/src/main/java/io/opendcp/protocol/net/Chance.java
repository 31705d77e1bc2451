package io.opendcp.protocol.net;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** The luck of many parts out of one seed: each part's own, whatever other parts there are and whatever they draw. */
public final class Chance {
    private static final long FNV_BASIS = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private Chance() {}

    /** What {@code part} draws under {@code seed}. */
    public static SplittableRandom of(long seed, String part) {
        long hash = FNV_BASIS;
        for (byte one : part.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ one) * FNV_PRIME;
        }
        // The seed is mixed before it meets the name: neighbouring seeds and names give streams that have nothing in
        // common.
        return new SplittableRandom(new SplittableRandom(seed).nextLong() ^ hash);
    }
}
