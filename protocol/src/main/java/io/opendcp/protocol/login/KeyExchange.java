package io.opendcp.protocol.login;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Diffie-Hellman over DM's fixed 512-bit group. It hides passwords from a glance, not from anyone who records traffic
 * and cares. Source: {@code docs/protocol/session.md} 5.1.
 */
public final class KeyExchange {
    private static final int KEY_BYTES = 64;
    private static final BigInteger P = new BigInteger(
            "C009D877BAF5FAF416B7F778E6115DCB90D65217DCC2F08A9DFCB5A192C593EB"
                    + "AB02929266B8DBFC2021039FDBD4B7FDE2B996E00008F57AE6EFB4ED3F17B6D3",
            16);
    private static final BigInteger G = BigInteger.valueOf(5);

    private final BigInteger exponent;

    private KeyExchange(BigInteger exponent) {
        this.exponent = exponent;
    }

    /** A side with an exponent of its own, drawn from {@code chance} (in production a secure generator). */
    public static KeyExchange drawn(RandomGenerator chance) {
        byte[] bytes = new byte[KEY_BYTES];
        chance.nextBytes(bytes);
        return new KeyExchange(
                new BigInteger(1, bytes).mod(P.subtract(BigInteger.TWO)).add(BigInteger.ONE));
    }

    /** A side with a known exponent, for recorded exchanges. */
    public static KeyExchange of(BigInteger exponent) {
        return new KeyExchange(exponent);
    }

    /** What is sent to the other side: 64 bytes, unsigned, big endian. */
    public byte[] publicKey() {
        return padded(unsigned(G.modPow(exponent, P)));
    }

    /** The session key: unsigned big endian without leading zeros, so normally 64 bytes, sometimes fewer. */
    public byte[] sessionKey(byte[] peerKey) {
        return unsigned(new BigInteger(1, peerKey).modPow(exponent, P));
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed.length > 1 && signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    private static byte[] padded(byte[] bytes) {
        byte[] key = new byte[KEY_BYTES];
        System.arraycopy(bytes, 0, key, KEY_BYTES - bytes.length, bytes.length);
        return key;
    }
}
