package io.opendcp.proxy.pool;

import io.opendcp.protocol.login.Password;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps the passwords of open sessions sealed, and tells later whether a password is the one that was seen before.
 * Its keys live as long as the process. Confined to one event loop.
 */
public final class Vault {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecretKey sealing;
    private final SecretKey verifying;
    private final RandomGenerator chance;

    /**
     * @param chance in production a secure generator
     */
    public Vault(RandomGenerator chance) {
        this.chance = chance;
        sealing = new SecretKeySpec(drawn(KEY_BYTES), "AES");
        verifying = new SecretKeySpec(drawn(KEY_BYTES), "HmacSHA256");
    }

    /** A password that only its vault can read. */
    public static final class Sealed {
        private final byte[] nonce;
        private final byte[] bytes;

        private Sealed(byte[] nonce, byte[] bytes) {
            this.nonce = nonce;
            this.bytes = bytes;
        }

        /** Overwrites it; it cannot be opened any more. */
        public void wipe() {
            Arrays.fill(bytes, (byte) 0);
        }

        @Override
        public String toString() {
            return "******";
        }
    }

    /** What tells a user's password from another without holding it. Equal exactly for equal user and password. */
    public static final class Verifier {
        private final byte[] mac;

        private Verifier(byte[] mac) {
            this.mac = mac;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Verifier verifier && MessageDigest.isEqual(mac, verifier.mac);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(mac);
        }

        @Override
        public String toString() {
            return "verifier";
        }
    }

    public Sealed seal(Password password) {
        byte[] nonce = drawn(NONCE_BYTES);
        byte[] clear = password.bytes();
        try {
            return new Sealed(nonce, cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES/GCM", e);
        } finally {
            Arrays.fill(clear, (byte) 0);
        }
    }

    /**
     * The password again; the caller wipes it.
     *
     * @throws IllegalStateException if it was wiped, or another vault's
     */
    public Password open(Sealed sealed) {
        try {
            byte[] clear = cipher(Cipher.DECRYPT_MODE, sealed.nonce).doFinal(sealed.bytes);
            Password password = Password.of(clear);
            Arrays.fill(clear, (byte) 0);
            return password;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the password has been wiped", e);
        }
    }

    public Verifier verifier(String user, Password password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(verifying);
            mac.update(user.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            byte[] clear = password.bytes();
            byte[] result = mac.doFinal(clear);
            Arrays.fill(clear, (byte) 0);
            return new Verifier(result);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, sealing, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private byte[] drawn(int count) {
        byte[] bytes = new byte[count];
        chance.nextBytes(bytes);
        return bytes;
    }
}
