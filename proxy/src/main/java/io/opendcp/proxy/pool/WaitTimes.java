package io.opendcp.proxy.pool;

import java.time.Duration;
import java.util.Arrays;

/** How long borrowers stood in line: exact, over the last {@value #KEPT} that have left it. */
final class WaitTimes {
    static final int KEPT = 1000;

    private final long[] nanos = new long[KEPT];
    private long count;

    void add(long waited) {
        nanos[(int) (count % KEPT)] = waited;
        count++;
    }

    /** How many there were since the start, and the percentiles of the last of them, by the nearest rank. */
    WaitSummary summary() {
        long[] sorted = Arrays.copyOf(nanos, (int) Math.min(count, KEPT));
        Arrays.sort(sorted);
        return new WaitSummary(
                count, percentile(sorted, 50), percentile(sorted, 95), percentile(sorted, 99), percentile(sorted, 100));
    }

    private static Duration percentile(long[] sorted, int percent) {
        int rank = (sorted.length * percent + 99) / 100;
        return sorted.length == 0 ? Duration.ZERO : Duration.ofNanos(sorted[rank - 1]);
    }
}
