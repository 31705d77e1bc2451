package io.opendcp.simulator.dialect;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.type.RowId;

/** ROWIDs as numbers and as text. Source: {@code docs/protocol/distribution.md} 11. */
public final class RowIds {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int ROW_BITS = 48;
    private static final int PART_AND_EP_BITS = 16;
    private static final long ROW_MASK = (1L << ROW_BITS) - 1;

    private RowIds() {}

    /** The 64-bit form: EPNO, part number, row number, high to low. */
    public static long number(RowId id, int epnoBits) {
        return ((long) id.epno() << (64 - epnoBits)) | (id.partition() << ROW_BITS) | (id.row() & ROW_MASK);
    }

    /** The EP in a 64-bit ROWID. */
    public static int epno(long number, int epnoBits) {
        return (int) (number >>> (64 - epnoBits));
    }

    public static RowId of(long number, int epnoBits) {
        long partition = (number >>> ROW_BITS) & ((1L << (PART_AND_EP_BITS - epnoBits)) - 1);
        return new RowId(epno(number, epnoBits), partition, number & ROW_MASK);
    }

    /**
     * Reads the 18 characters of the text form.
     *
     * @throws DmException -6111 if it has another form
     */
    public static RowId parse(String text) {
        if (text.length() != 18) {
            throw DmException.of(ErrorCode.STRING_CONVERSION);
        }
        return new RowId((int) digits(text, 0, 4), digits(text, 4, 10), digits(text, 10, 18));
    }

    private static long digits(String text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            int digit = ALPHABET.indexOf(text.charAt(i));
            if (digit < 0) {
                throw DmException.of(ErrorCode.STRING_CONVERSION);
            }
            value = value << 6 | digit;
        }
        return value;
    }
}
