package io.opendcp.simulator;

import java.util.function.LongConsumer;

/** Seeds of tests that draw: a few fixed ones, or the one that {@code -Ddcp.seed=N} asks for. */
public final class Seeds {
    private Seeds() {}

    /** Whether there are many, so that it can be expected of them that they meet everything. */
    public static boolean areMany() {
        return System.getProperty("dcp.seed", "").isBlank();
    }

    /** Runs {@code test} for seeds 1 to {@code count}; a failure names its seed. */
    public static void each(int count, LongConsumer test) {
        String asked = System.getProperty("dcp.seed", "");
        if (!asked.isBlank()) {
            named(Long.parseLong(asked.strip()), test);
            return;
        }
        for (long seed = 1; seed <= count; seed++) {
            named(seed, test);
        }
    }

    private static void named(long seed, LongConsumer test) {
        try {
            test.accept(seed);
        } catch (AssertionError | RuntimeException e) {
            throw new AssertionError("with -Ddcp.seed=" + seed + ": " + e.getMessage(), e);
        }
    }
}
