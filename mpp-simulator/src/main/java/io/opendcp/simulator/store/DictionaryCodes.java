package io.opendcp.simulator.store;

import java.nio.ByteBuffer;
import java.sql.DatabaseMetaData;
import java.util.List;

/**
 * How the dictionary's tables write an index's columns, what a reference does, and a right: two bytes a column, two
 * letters, a number. All ours, as DM's are not known; only functions look into them.
 */
public final class DictionaryCodes {
    /** Set in an index's column that is sorted downwards. */
    private static final int DESCENDING = 0x8000;

    private static final String RULES = "CRNAD";
    private static final List<String> RIGHTS =
            List.of("SELECT", "INSERT", "DELETE", "UPDATE", "REFERENCES", "EXECUTE", "ALTER", "INDEX");
    private static final int FIRST_RIGHT = 8192;

    /** A column of an index, by its position in the table from 0. */
    public record KeyColumn(int position, boolean descending) {}

    private DictionaryCodes() {}

    /** SYSINDEXES.KEYINFO. */
    public static byte[] keyInfo(List<KeyColumn> columns) {
        ByteBuffer info = ByteBuffer.allocate(columns.size() * Short.BYTES);
        columns.forEach(column -> info.putShort((short) (column.position() | (column.descending() ? DESCENDING : 0))));
        return info.array();
    }

    /** The place of a column in an index, from 1; 0 if it has none. */
    static int sequence(byte[] keyInfo, int position) {
        ByteBuffer info = ByteBuffer.wrap(keyInfo);
        for (int place = 1; info.remaining() >= Short.BYTES; place++) {
            if ((info.getShort() & ~DESCENDING & 0xFFFF) == position) {
                return place;
            }
        }
        return 0;
    }

    static boolean descending(byte[] keyInfo, int sequence) {
        return (ByteBuffer.wrap(keyInfo).getShort((sequence - 1) * Short.BYTES) & DESCENDING) != 0;
    }

    /**
     * SYSCONS.FACTION: what happens when the row referred to is updated, and when it is deleted.
     *
     * @param update a rule of {@link DatabaseMetaData}, {@code importedKeyCascade} to {@code importedKeySetDefault}
     * @param delete the same
     */
    public static String actions(int update, int delete) {
        return "" + RULES.charAt(update) + RULES.charAt(delete);
    }

    static int rule(char action) {
        return RULES.indexOf(action);
    }

    /** SYSGRANTS.PRIVID. */
    public static int rightNumber(String right) {
        return FIRST_RIGHT + RIGHTS.indexOf(right);
    }

    /** @throws IndexOutOfBoundsException if no right has this number */
    static String right(int number) {
        return RIGHTS.get(number - FIRST_RIGHT);
    }
}
