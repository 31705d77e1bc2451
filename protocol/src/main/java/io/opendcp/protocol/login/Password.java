package io.opendcp.protocol.login;

import java.nio.charset.Charset;
import java.security.MessageDigest;
import java.util.Arrays;

/** A password as it travels, in the database's character set. Never printed; {@link #wipe} ends it. */
public final class Password {
    private final byte[] bytes;

    private Password(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes a copy of {@code bytes}. */
    public static Password of(byte[] bytes) {
        return new Password(bytes.clone());
    }

    public static Password of(String text, Charset charset) {
        return new Password(text.getBytes(charset));
    }

    /** A copy, for whoever must send or seal it. */
    public byte[] bytes() {
        return bytes.clone();
    }

    public String text(Charset charset) {
        return new String(bytes, charset);
    }

    /** Overwrites it with zeros. */
    public void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Password password && MessageDigest.isEqual(bytes, password.bytes);
    }

    @Override
    public int hashCode() {
        return 0; // a hash of a password is not for tables
    }

    @Override
    public String toString() {
        return "******";
    }
}
