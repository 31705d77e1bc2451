package io.opendcp.protocol.login;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * How user name and password travel after a key exchange: DES in full-block CFB (cipher 132), each field by itself.
 * The protocol prescribes it; it is no protection worth the name. Source: {@code docs/protocol/session.md} 5.2, 5.3.
 */
public final class FieldCipher {
    private static final int DES_KEY_BYTES = 8;
    /** The constant IV; 22 is missing in it. */
    private static final byte[] IV = {0x20, 0x21, 0x23, 0x24, 0x25, 0x26, 0x27, 0x28};

    private final SecretKeySpec key;

    /**
     * @param sessionKey at least 8 bytes; a shorter one (odds of about 1 in 2 to the 448) is padded with zeros
     */
    public FieldCipher(byte[] sessionKey) {
        key = new SecretKeySpec(Arrays.copyOf(sessionKey, DES_KEY_BYTES), "DES");
    }

    public byte[] encrypt(byte[] field) {
        return run(Cipher.ENCRYPT_MODE, field);
    }

    public byte[] decrypt(byte[] field) {
        return run(Cipher.DECRYPT_MODE, field);
    }

    @SuppressWarnings("InsecureCryptoUsage") // the wire format's choice, not ours
    private byte[] run(int mode, byte[] field) {
        try {
            Cipher cipher = Cipher.getInstance("DES/CFB/NoPadding");
            cipher.init(mode, key, new IvParameterSpec(IV));
            return cipher.doFinal(field);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no DES/CFB", e);
        }
    }
}
