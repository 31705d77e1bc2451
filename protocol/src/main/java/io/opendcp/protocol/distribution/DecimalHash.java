package io.opendcp.protocol.distribution;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The hash of DECIMAL: its base-100 form added up in 32-bit words. Source: {@code docs/protocol/distribution.md} 2.2. */
final class DecimalHash {
    private static final int PAIRS_MAX = 20;
    /** Closes a negative number that leaves room for it. */
    private static final int NEGATIVE_END = 102;

    private DecimalHash() {}

    /** The sign and exponent byte is not hashed, so 1, 100 and 0.01 share a hash. */
    static int of(BigDecimal value) {
        if (value.signum() == 0) {
            return 0;
        }
        byte[] pairs = pairs(value);
        boolean negative = value.signum() < 0;
        int hash = 0;
        for (int i = 0; i < pairs.length; i++) {
            hash = add(hash, i, negative ? 101 - pairs[i] : pairs[i] + 1);
        }
        return negative && pairs.length < PAIRS_MAX ? add(hash, pairs.length, NEGATIVE_END) : hash;
    }

    /** Adds byte number {@code at} of the little-endian words. */
    private static int add(int hash, int at, int one) {
        return hash + (one << (8 * (at & 3)));
    }

    /** Digits in base 100, most significant first, without zero pairs at the ends, at most {@link #PAIRS_MAX}. */
    private static byte[] pairs(BigDecimal value) {
        BigDecimal even = evenScale(value);
        String digits = even.unscaledValue().abs().toString();
        String padded = digits.length() % 2 == 0 ? digits : "0" + digits;
        int count = padded.length() / 2;
        if (count > PAIRS_MAX) {
            return pairs(even.setScale(even.scale() - 2 * (count - PAIRS_MAX), RoundingMode.HALF_UP));
        }
        byte[] pairs = new byte[count];
        for (int i = 0; i < count; i++) {
            pairs[i] = (byte) Integer.parseInt(padded, 2 * i, 2 * i + 2, 10);
        }
        return pairs;
    }

    private static BigDecimal evenScale(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() % 2 == 0 ? stripped : stripped.setScale(stripped.scale() + 1);
    }
}
