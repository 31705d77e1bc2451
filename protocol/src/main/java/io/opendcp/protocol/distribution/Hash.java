package io.opendcp.protocol.distribution;

/**
 * The hash of a value or of a row, and how much of it can be relied on. Source: {@code docs/protocol/distribution.md} 2, 8.
 *
 * @param value 32 bits, to be read as unsigned
 * @param sureBits how many of the low bits are known to be the server's: 32 all, 0 none
 */
public record Hash(int value, int sureBits) {
    /** What NULL and the sum of no columns hash to. */
    public static final Hash ZERO = new Hash(0, Integer.SIZE);

    static Hash sure(int value) {
        return new Hash(value, Integer.SIZE);
    }

    static Hash unsure(int value) {
        return new Hash(value, 0);
    }

    /** The hash over both columns. Low bits of a sum depend on no higher ones. */
    public Hash plus(Hash other) {
        return new Hash(value + other.value, Math.min(sureBits, other.sureBits));
    }

    /** Whether {@code value mod length} is sure. */
    public boolean sureModulo(int length) {
        boolean powerOfTwo = Integer.bitCount(length) == 1;
        return sureBits == Integer.SIZE || (powerOfTwo && Integer.numberOfTrailingZeros(length) <= sureBits);
    }
}
