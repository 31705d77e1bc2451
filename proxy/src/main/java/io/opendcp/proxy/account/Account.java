package io.opendcp.proxy.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A local account of a DCP: a name and a salted hash of its password. As text it is {@code user:iterations:salt:hash},
 * salt and hash in Base64. {@code dcp init} leaves the first one in a file for the server's first start. Source:
 * {@code docs/configuration.md} (ours).
 *
 * @param user the account's name, folded as DM folds it: upper case
 * @param iterations of PBKDF2, {@value #MIN_ITERATIONS} to {@value #MAX_ITERATIONS}
 * @param salt Base64
 * @param hash Base64 of 256 bits of PBKDF2WithHmacSHA256
 */
public record Account(String user, int iterations, String salt, String hash) {
    /** Name of the first account's file, beside dm.ini. */
    public static final String INITIAL_FILE = "initial-account";
    /** What new accounts get: about the cost that OWASP advises for this hash. */
    public static final int DEFAULT_ITERATIONS = 600_000;
    /** Below this a hash is too cheap to be worth the name. */
    public static final int MIN_ITERATIONS = 1_000;
    /** Bounds the work that a file can ask of the server. */
    public static final int MAX_ITERATIONS = 10_000_000;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int MAX_FILE_BYTES = 4096;

    public Account {
        if (user.isEmpty() || user.length() > 128 || user.indexOf(':') >= 0) {
            throw new IllegalArgumentException("a user name has 1 to 128 characters and no colon");
        }
        if (iterations < MIN_ITERATIONS || iterations > MAX_ITERATIONS) {
            throw new IllegalArgumentException(
                    "iterations " + iterations + " are not in " + MIN_ITERATIONS + ".." + MAX_ITERATIONS);
        }
        if (Base64.getDecoder().decode(salt).length < 8) {
            throw new IllegalArgumentException("a salt has at least 8 bytes");
        }
        if (Base64.getDecoder().decode(hash).length != HASH_BYTES) {
            throw new IllegalArgumentException("a hash has " + HASH_BYTES + " bytes");
        }
    }

    /** A new account with a fresh salt from {@code random}, which must be a secure one outside tests. */
    public static Account of(String user, String password, int iterations, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Account(
                user,
                iterations,
                base64.encodeToString(salt),
                base64.encodeToString(derive(password, salt, iterations)));
    }

    /** An account that no password opens, and that takes as long to say so as others with {@code iterations}. */
    public static Account closed(String user, int iterations, RandomGenerator random) {
        byte[] salt = new byte[SALT_BYTES];
        byte[] hash = new byte[HASH_BYTES]; // drawn, not derived: that would cost a server's start as much as a login
        random.nextBytes(salt);
        random.nextBytes(hash);
        Base64.Encoder base64 = Base64.getEncoder();
        return new Account(user, iterations, base64.encodeToString(salt), base64.encodeToString(hash));
    }

    /**
     * Reads {@code user:iterations:salt:hash}; blanks around the line are dropped.
     *
     * @throws IllegalArgumentException naming what is wrong, never the hash
     */
    public static Account parse(String line) {
        String[] fields = line.strip().split(":", -1);
        if (fields.length != 4) {
            throw new IllegalArgumentException("not user:iterations:salt:hash");
        }
        int iterations;
        try {
            iterations = Integer.parseInt(fields[1]);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("iterations '" + fields[1] + "' are not a number", e);
        }
        return new Account(fields[0], iterations, fields[2], fields[3]);
    }

    /** @throws IOException when there is no such file, or it holds no account; the message names the file */
    public static Account read(Path file) throws IOException {
        if (Files.size(file) > MAX_FILE_BYTES) {
            throw new IOException(file + ": longer than " + MAX_FILE_BYTES + " bytes");
        }
        try {
            return parse(Files.readString(file));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes a new file that only its owner may read.
     *
     * @throws java.nio.file.FileAlreadyExistsException when the file is there: an account is never overwritten
     */
    public void write(Path file) throws IOException {
        OwnerOnlyFile.write(file, line() + "\n");
    }

    /** The account as text. */
    public String line() {
        return user + ":" + iterations + ":" + salt + ":" + hash;
    }

    /** Whether {@code password} is the account's; takes as long as {@code iterations} take, right or wrong. */
    public boolean verify(String password) {
        byte[] derived = derive(password, Base64.getDecoder().decode(salt), iterations);
        return MessageDigest.isEqual(derived, Base64.getDecoder().decode(hash));
    }

    /** Without the hash: this may reach a log. */
    @Override
    public String toString() {
        return "Account[" + user + ", " + iterations + " iterations]";
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * Byte.SIZE);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2WithHmacSHA256", e);
        } finally {
            spec.clearPassword();
        }
    }
}
