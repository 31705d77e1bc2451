package io.opendcp.simulator;

import java.time.Duration;

/**
 * Describes the disks that EPs keep their logs on.
 *
 * @param least the shortest time in which a record is in the log for good
 * @param most the longest; at least {@code least}
 */
public record DiskSpec(Duration least, Duration most) {
    /** Writing takes no time. */
    public static final DiskSpec INSTANT = new DiskSpec(Duration.ZERO, Duration.ZERO);

    public DiskSpec {
        if (least.isNegative() || most.compareTo(least) < 0) {
            throw new IllegalArgumentException("a write takes %s to %s".formatted(least, most));
        }
    }
}
