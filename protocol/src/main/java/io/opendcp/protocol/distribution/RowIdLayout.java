package io.opendcp.protocol.distribution;

import io.opendcp.protocol.type.RowId;

/**
 * How a ROWID's three numbers share 64 bits in one cluster; the 12-byte and text forms are the same in all.
 * Source: {@code docs/protocol/session.md} 7.3, {@code docs/protocol/distribution.md} 11.
 *
 * @param epnoBits 0 outside MPP and DPC
 * @param rowBits 48, in a DPC 44
 * @param partitionMax largest number of a part
 */
public record RowIdLayout(int epnoBits, int rowBits, int partitionMax) {
    /** Length of the binary form from message version 9 on. */
    public static final int BYTES = 12;
    /** Length of the text form. */
    public static final int CHARACTERS = 18;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int PARTITION_MAX_WITHOUT_EPNO = 65_534;
    private static final int EPNO_CHARACTERS = 4;
    private static final int PARTITION_CHARACTERS = 6;

    /** From the last three numbers of a login answer. DPC wins over MPP. */
    public static RowIdLayout of(boolean mpp, int maxEpSites, boolean dpc) {
        if (!mpp && !dpc) {
            return new RowIdLayout(0, 48, PARTITION_MAX_WITHOUT_EPNO);
        }
        int bits = maxEpSites <= 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(maxEpSites - 1);
        int rowBits = dpc ? 44 : 48;
        return new RowIdLayout(bits, rowBits, (1 << (Long.SIZE - rowBits - bits)) - 1);
    }

    public int epnoMax() {
        return (1 << epnoBits) - 1;
    }

    /** The 64-bit form, used before message version 9 and as BIGINT; negative for the upper half of EPNOs. */
    public long pack(RowId id) {
        long epno = epnoBits == 0 ? 0 : (long) id.epno() << (Long.SIZE - epnoBits);
        return epno | (id.partition() << rowBits) | id.row();
    }

    /** Reads the 64-bit form. */
    public RowId unpack(long packed) {
        int epno = epnoBits == 0 ? 0 : (int) (packed >>> (Long.SIZE - epnoBits));
        long partition = (packed << epnoBits) >>> (epnoBits + rowBits);
        return new RowId(epno, partition, packed & ((1L << rowBits) - 1));
    }

    /** The 12-byte form: EPNO in 2, partition in 4, row in 6 bytes, high byte first. */
    public static byte[] bytes(RowId id) {
        byte[] bytes = new byte[BYTES];
        put(bytes, 0, 2, id.epno());
        put(bytes, 2, 4, id.partition());
        put(bytes, 6, 6, id.row());
        return bytes;
    }

    /** Reads the 12-byte form; {@link IllegalArgumentException} for another length. */
    public static RowId of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("ROWID of " + bytes.length + " bytes, not " + BYTES);
        }
        return new RowId((int) number(bytes, 0, 2), number(bytes, 2, 4), number(bytes, 6, 6));
    }

    /** The 18 characters that SQL shows. */
    public static String text(RowId id) {
        StringBuilder text = new StringBuilder(CHARACTERS);
        digits(text, id.epno(), EPNO_CHARACTERS);
        digits(text, id.partition(), PARTITION_CHARACTERS);
        digits(text, id.row(), CHARACTERS - EPNO_CHARACTERS - PARTITION_CHARACTERS);
        return text.toString();
    }

    /** Reads the text form; {@link IllegalArgumentException} if it is none. */
    public static RowId of(String text) {
        if (text.length() != CHARACTERS) {
            throw new IllegalArgumentException("ROWID of " + text.length() + " characters, not " + CHARACTERS);
        }
        int partitionAt = EPNO_CHARACTERS;
        int rowAt = EPNO_CHARACTERS + PARTITION_CHARACTERS;
        long epno = number(text, 0, partitionAt);
        long partition = number(text, partitionAt, rowAt);
        if (epno > 0xFFFF || partition > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException("ROWID out of range: " + text);
        }
        return new RowId((int) epno, partition, number(text, rowAt, CHARACTERS));
    }

    private static void put(byte[] bytes, int from, int count, long number) {
        for (int i = 0; i < count; i++) {
            bytes[from + i] = (byte) (number >>> (8 * (count - 1 - i)));
        }
    }

    private static long number(byte[] bytes, int from, int count) {
        long number = 0;
        for (int i = 0; i < count; i++) {
            number = (number << 8) | (bytes[from + i] & 255);
        }
        return number;
    }

    private static void digits(StringBuilder text, long number, int count) {
        for (int i = count - 1; i >= 0; i--) {
            text.append(ALPHABET.charAt((int) (number >>> (6 * i)) & 63));
        }
    }

    private static long number(String text, int from, int to) {
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw new IllegalArgumentException("not a ROWID: " + text);
            }
            number = (number << 6) | digit;
        }
        return number;
    }
}
