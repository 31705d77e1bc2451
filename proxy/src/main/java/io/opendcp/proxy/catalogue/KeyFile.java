package io.opendcp.proxy.catalogue;

import io.opendcp.proxy.account.OwnerOnlyFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that seals SYSDCPLOGIN's password, in a file of its own: who has the catalogue alone has no password. AES-256 in
 * GCM; a sealed text is Base64 of nonce, cipher text and tag.
 */
final class KeyFile {
    static final String NAME = "catalogue.key";

    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final int MAX_FILE_BYTES = 1024;

    private final Path file;
    private final SecretKey key;
    private final RandomGenerator chance;

    private KeyFile(Path file, byte[] key, RandomGenerator chance) {
        this.file = file;
        this.key = new SecretKeySpec(key, "AES");
        this.chance = chance;
    }

    /**
     * Reads the key, or makes one.
     *
     * @param needed whether there is a catalogue already, which nobody can read without its key
     * @throws CatalogueException if the key is missing though needed, or the file holds none
     */
    static KeyFile open(Path dir, boolean needed, RandomGenerator chance) {
        Path file = dir.resolve(NAME);
        try {
            if (!Files.exists(file)) {
                if (needed) {
                    throw new CatalogueException(
                            file,
                            "密钥文件丢失，无法读取 SYSDCPLOGIN 的口令；请恢复该文件",
                            "the key of the catalogue is gone, and SYSDCPLOGIN's password with it: restore the file",
                            null);
                }
                byte[] drawn = new byte[KEY_BYTES];
                chance.nextBytes(drawn);
                OwnerOnlyFile.write(file, Base64.getEncoder().encodeToString(drawn) + "\n");
            }
            return new KeyFile(file, read(file), chance);
        } catch (IOException e) {
            throw new CatalogueException(file, "无法读写: " + e, "cannot be read or written: " + e, e);
        }
    }

    /** A key in no file, for a catalogue in memory. */
    static KeyFile inMemory(RandomGenerator chance) {
        byte[] drawn = new byte[KEY_BYTES];
        chance.nextBytes(drawn);
        return new KeyFile(Path.of(NAME), drawn, chance);
    }

    private static byte[] read(Path file) throws IOException {
        try {
            if (Files.size(file) <= MAX_FILE_BYTES) {
                byte[] key = Base64.getDecoder().decode(Files.readString(file).strip());
                if (key.length == KEY_BYTES) {
                    return key;
                }
            }
        } catch (IllegalArgumentException | java.nio.charset.MalformedInputException notText) {
            // told below
        }
        throw new CatalogueException(file, "不是密钥文件", "holds no key (" + KEY_BYTES + " bytes in Base64)", null);
    }

    String seal(String clear) {
        byte[] nonce = new byte[NONCE_BYTES];
        chance.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(clear.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES/GCM", e);
        }
    }

    /** @throws CatalogueException if it was sealed under another key */
    String open(String sealed) {
        try {
            byte[] all = Base64.getDecoder().decode(sealed);
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES));
            return new String(cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new CatalogueException(
                    file,
                    "不是该目录库的密钥，无法读取 SYSDCPLOGIN 的口令",
                    "is the key of another catalogue: SYSDCPLOGIN's password cannot be read",
                    e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
