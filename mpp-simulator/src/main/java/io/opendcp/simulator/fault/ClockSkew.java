package io.opendcp.simulator.fault;

import java.time.Duration;

/**
 * The EP's clock is wrong: SYSDATE and its kin, in sessions on this EP. Waiting takes as long as before.
 *
 * @param by ahead of the right time; negative is behind it
 * @param drift so much further, in the same direction, every second
 */
public record ClockSkew(Duration by, Duration drift) implements EpFault {
    public ClockSkew {
        Lengths.within(by.abs(), "skew");
        Lengths.within(drift, "drift");
    }

    /** A clock that is wrong and runs right. */
    public ClockSkew(Duration by) {
        this(by, Duration.ZERO);
    }

    /** How far it is ahead, {@code nanos} after it came into force. */
    public Duration after(long nanos) {
        Duration drifted = Duration.ofNanos((long) (drift.toNanos() * (nanos / 1e9)));
        return by.isNegative() ? by.minus(drifted) : by.plus(drifted);
    }

    @Override
    public String words() {
        String more = drift.isZero() ? "" : " and " + Lengths.words(drift) + " more a second";
        return "set its clock " + Lengths.words(by.abs()) + (by.isNegative() ? " back" : " ahead") + more;
    }
}
