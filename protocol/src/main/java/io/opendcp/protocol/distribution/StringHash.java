package io.opendcp.protocol.distribution;

import io.opendcp.protocol.distribution.HashSettings.HighBytes;

/** The hash of character strings and of raw bytes. Source: {@code docs/protocol/distribution.md} 2.1. */
final class StringHash {
    private static final int PRIME = 16_777_619;
    private static final int BLANK = 0x20;
    /** Bytes above this one are lowered by {@link #CASE_STEP} where case does not matter; not true upper case. */
    private static final int LAST_BEFORE_LOWER_CASE = 96;

    private static final int CASE_STEP = 32;
    /** Sign extension reaches bit 8 and up only, so both readings of high bytes share these bits. */
    private static final int SURE_BITS_OF_HIGH_BYTES = 8;

    private final HashSettings settings;

    StringHash(HashSettings settings) {
        this.settings = settings;
    }

    /** In a VARCHAR column. */
    Hash varying(String text) {
        byte[] bytes = text.getBytes(settings.charset());
        int trimmed = trimmed(bytes);
        // "a" and "a " are equal to SQL but take different paths; all-blank texts break the driver.
        boolean blanksMatter = trimmed <= 1 && bytes.length > trimmed && settings.caseSensitive();
        boolean allBlank = trimmed == 0 && bytes.length > 0;
        return new Hash(of(bytes), blanksMatter || allBlank ? 0 : sureBits(bytes, trimmed));
    }

    /** In a CHAR(n) column: whether the server hashes it padded is open, and matters for a single byte only. */
    Hash fixed(String text) {
        byte[] bytes = text.getBytes(settings.charset());
        int trimmed = trimmed(bytes);
        return new Hash(
                of(bytes),
                trimmed <= 1 && settings.caseSensitive() ? 0 : varying(text).sureBits());
    }

    /** Raw bytes, as the driver's own rule has it. */
    int binary(byte[] bytes) {
        return ofCaseSensitive(bytes);
    }

    private int sureBits(byte[] bytes, int length) {
        if (!settings.improved()) {
            return 0;
        }
        if (settings.highBytes() != HighBytes.UNKNOWN || !anyHigh(bytes, length)) {
            return Integer.SIZE;
        }
        if (settings.caseSensitive()) {
            return length == 2 ? Integer.SIZE : SURE_BITS_OF_HIGH_BYTES;
        }
        return 0; // an unsigned byte would also be lowered by CASE_STEP
    }

    private int of(byte[] bytes) {
        return settings.caseSensitive() ? ofCaseSensitive(bytes) : ofCaseInsensitive(bytes);
    }

    private int ofCaseSensitive(byte[] bytes) {
        if (bytes.length == 1) {
            return read(bytes[0]);
        }
        int length = trimmed(bytes);
        return length == 2 ? (bytes[0] & 255) | ((bytes[1] & 255) << 8) : fnv(bytes, length);
    }

    private int ofCaseInsensitive(byte[] bytes) {
        int length = trimmed(bytes);
        byte[] folded = new byte[length];
        for (int i = 0; i < length; i++) {
            folded[i] = (byte) (read(bytes[i]) > LAST_BEFORE_LOWER_CASE ? bytes[i] - CASE_STEP : bytes[i]);
        }
        return switch (length) {
            case 1 -> read(folded[0]);
            case 2 -> read(folded[0]) + 256 * read(folded[1]);
            default -> fnv(folded, length);
        };
    }

    /** Starts at 0, unlike the usual FNV-1a; so no bytes give 0. */
    private int fnv(byte[] bytes, int length) {
        int hash = 0;
        for (int i = 0; i < length; i++) {
            hash = (hash ^ read(bytes[i])) * PRIME;
        }
        return hash;
    }

    private int read(byte one) {
        return settings.highBytes() == HighBytes.UNSIGNED ? one & 255 : one;
    }

    private static int trimmed(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == BLANK) {
            length--;
        }
        return length;
    }

    private static boolean anyHigh(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            if (bytes[i] < 0) {
                return true;
            }
        }
        return false;
    }
}
