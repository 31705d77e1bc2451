package io.opendcp.simulation;

import io.opendcp.simulator.fault.Faults;
import io.opendcp.simulator.fault.Trigger;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that goes wrong for a while, as {@code 1.25 s, for 0.3 s: on EP02, stall its replies}. What stops an instance ends
 * with its being started; a trigger that has not fired when its time is over does not.
 *
 * @param from after the workload began
 * @param during for so long
 */
public record Trouble(Duration from, Duration during, Trigger what) {
    private static final Pattern TEXT =
            Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?) s, for (\\d{1,9}(?:\\.\\d{1,9})?) s: (.+)");
    private static final int NANO_DIGITS = 9;

    public Trouble {
        if (from.isNegative() || during.isNegative()) {
            throw new IllegalArgumentException("trouble from %s for %s".formatted(from, during));
        }
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException if it is nothing of the kind; says what is wrong
     */
    public static Trouble parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("expected 'SECONDS s, for SECONDS s: SENTENCE', not '" + text + "'");
        }
        return new Trouble(seconds(matcher.group(1)), seconds(matcher.group(2)), Faults.parse(matcher.group(3)));
    }

    /** When it is over, after the workload began. */
    public Duration until() {
        return from.plus(during);
    }

    private static Duration seconds(String text) {
        return Duration.ofNanos(new BigDecimal(text).movePointRight(NANO_DIGITS).longValueExact());
    }

    private static String seconds(Duration time) {
        BigDecimal seconds = BigDecimal.valueOf(time.toNanos(), NANO_DIGITS);
        return seconds.signum() == 0 ? "0" : seconds.stripTrailingZeros().toPlainString();
    }

    @Override
    public String toString() {
        return seconds(from) + " s, for " + seconds(during) + " s: " + what;
    }
}
