package io.opendcp.protocol.type;

import io.netty.buffer.ByteBuf;
import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.frame.ProtocolException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * DECIMAL: sign and exponent in one byte, then digits to the base 100, so that bytes sort as the values do.
 * Source: {@code docs/protocol/statements.md} 6.1.
 */
final class DecimalCodec {
    private static final int ZERO = 0x80;
    private static final int SIGN = 0x80;
    private static final int POSITIVE = 0xC1;
    private static final int NEGATIVE = 0x3E;
    private static final int NEGATIVE_END = 0x66;
    private static final int MOST_PAIRS = 20;
    private static final int MOST_BYTES = 1 + MOST_PAIRS;
    private static final int GREATEST_EXPONENT = 61;
    private static final int LEAST_EXPONENT = -64;

    /** DM keeps 38 digits; what has more is rounded, as DM and its clients do. */
    private static final MathContext DIGITS = new MathContext(38, RoundingMode.HALF_UP);

    private DecimalCodec() {}

    /** A value nearer to zero than 100^-64 becomes zero. */
    static void write(ByteBuf out, BigDecimal value) {
        BigDecimal rounded = value.round(DIGITS).stripTrailingZeros();
        int odd = rounded.scale() & 1;
        String digits = rounded.unscaledValue().abs().toString() + "0".repeat(odd);
        String even = (digits.length() & 1) == 0 ? digits : "0" + digits;
        int pairs = even.length() / 2;
        long exponent = pairs - 1 - ((long) rounded.scale() + odd) / 2;
        if (exponent > GREATEST_EXPONENT && rounded.signum() != 0) {
            throw DmException.of(ErrorCode.OVERFLOW);
        }
        if (exponent < LEAST_EXPONENT || rounded.signum() == 0) {
            out.writeByte(ZERO);
            return;
        }
        boolean positive = rounded.signum() > 0;
        out.writeByte((int) (positive ? POSITIVE + exponent : NEGATIVE - exponent));
        for (int i = 0; i < pairs; i++) {
            int pair = Integer.parseInt(even, 2 * i, 2 * i + 2, 10);
            out.writeByte(positive ? pair + 1 : 101 - pair);
        }
        if (!positive && pairs < MOST_PAIRS) {
            out.writeByte(NEGATIVE_END);
        }
    }

    /** The value without trailing zeros after the point; columns' scales are the reader's business. */
    static BigDecimal read(ByteBuf in, int length) {
        if (length < 1 || length > MOST_BYTES) {
            throw new ProtocolException("DECIMAL of " + length + " bytes; at most " + MOST_BYTES);
        }
        int end = in.readerIndex() + length;
        int head = in.readUnsignedByte();
        boolean positive = (head & SIGN) != 0;
        int exponent = positive ? head - POSITIVE : NEGATIVE - head;
        StringBuilder digits = new StringBuilder("0");
        int pairs = 0;
        while (head != ZERO && in.readerIndex() < end) {
            int pair = positive ? in.readUnsignedByte() - 1 : 101 - in.readUnsignedByte();
            if (pair < 0 || pair > 99) {
                break;
            }
            digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
            pairs++;
        }
        in.readerIndex(end);
        BigDecimal magnitude = new BigDecimal(digits.toString())
                .scaleByPowerOfTen(2 * (exponent + 1 - pairs))
                .stripTrailingZeros();
        BigDecimal plain = magnitude.scale() < 0 ? magnitude.setScale(0) : magnitude;
        return positive ? plain : plain.negate();
    }
}
