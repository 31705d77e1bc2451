package io.opendcp.proxy.management;

import java.nio.ByteBuffer;
import java.sql.Types;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Functions by which drivers read the dictionary ({@code DatabaseMetaData} is made of them), as H2 calls them. -2 stands
 * for "not for this type". Public, as H2 wants it.
 */
public final class DictionaryFunctions {
    private static final int NOT_APPLICABLE = -2;

    private DictionaryFunctions() {}

    /** SYSINDEXES.KEYINFO: two bytes a column, its place in the table from 0. Ours, as DM's is not known. */
    static byte[] keyInfo(List<Integer> columns) {
        ByteBuffer info = ByteBuffer.allocate(columns.size() * Short.BYTES);
        columns.forEach(column -> info.putShort(column.shortValue()));
        return info.array();
    }

    /** @param version which of the driver's numberings is wanted; the same for all here */
    public static int dataType(@Nullable String type, @Nullable Integer scale, @Nullable Integer version) {
        return fact(type, TypeFacts::jdbc).orElse(Types.OTHER);
    }

    public static int columnSize(@Nullable String type, @Nullable Integer length, @Nullable Integer scale) {
        return fact(type, facts -> facts.columnSize(or0(length), or0(scale))).orElse(NOT_APPLICABLE);
    }

    public static int bufferLength(@Nullable String type, @Nullable Integer length, @Nullable Integer scale) {
        return fact(type, facts -> facts.bufferLength(or0(length))).orElse(NOT_APPLICABLE);
    }

    public static int decimalDigits(@Nullable String type, @Nullable Integer scale) {
        return fact(type, facts -> facts.decimalDigits(or0(scale))).orElse(NOT_APPLICABLE);
    }

    public static int octetLength(@Nullable String type, @Nullable Integer length, @Nullable Integer scale) {
        return fact(type, facts -> facts.octetLength(or0(length))).orElse(NOT_APPLICABLE);
    }

    /** The name of a class type; there are none, so that a type is called what it is called. */
    public static @Nullable String className(@Nullable String type) {
        return type;
    }

    /** From 1; 0 for a column that is not in the index. */
    public static int keySequence(int keys, byte @Nullable [] keyInfo, int column) {
        if (keyInfo == null) {
            return 0;
        }
        ByteBuffer info = ByteBuffer.wrap(keyInfo);
        for (int place = 1; info.remaining() >= Short.BYTES; place++) {
            if (info.getShort() == column) {
                return place;
            }
        }
        return 0;
    }

    /** A, upwards; null for a column that is not in the index. */
    public static @Nullable String keyOrder(int keys, byte @Nullable [] keyInfo, int column) {
        return keySequence(keys, keyInfo, column) > 0 ? "A" : null;
    }

    public static int isKey(int keys, byte @Nullable [] keyInfo, int column) {
        return keySequence(keys, keyInfo, column) > 0 ? 1 : 0;
    }

    /** Whoever may log in at the management port may look at everything. */
    public static int mayLook(
            @Nullable Long user,
            @Nullable Long userType,
            @Nullable Long object,
            @Nullable Long owner,
            @Nullable Long column,
            @Nullable Long again) {
        return 1;
    }

    /** The rule of a reference, the name of a right on a table: there are none. */
    public static @Nullable Integer none(@Nullable String asked) {
        return null;
    }

    /** Of a sequence: there are none. */
    public static @Nullable Long noSequence(@Nullable String schema, @Nullable String name) {
        return null;
    }

    /** The place of a text's {@code occurrence}th {@code part} at or behind {@code from}, all from 1; 0 if it has none. */
    public static @Nullable Integer instr(
            @Nullable String text, @Nullable String part, @Nullable Integer from, @Nullable Integer occurrence) {
        if (text == null || part == null) {
            return null;
        }
        int at = Math.max(0, or1(from) - 1) - 1;
        for (int i = 0; i < or1(occurrence); i++) {
            at = text.indexOf(part, at + 1);
            if (at < 0) {
                return 0;
            }
        }
        return at + 1;
    }

    /** The same from the first on. */
    public static @Nullable Integer instr(@Nullable String text, @Nullable String part) {
        return instr(text, part, 1, 1);
    }

    /** The first at or behind {@code from}. */
    public static @Nullable Integer instr(@Nullable String text, @Nullable String part, @Nullable Integer from) {
        return instr(text, part, from, 1);
    }

    private static Optional<Integer> fact(@Nullable String type, Function<TypeFacts, @Nullable Integer> fact) {
        return Optional.ofNullable(TypeFacts.of(type)).map(fact);
    }

    private static int or0(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static int or1(@Nullable Integer value) {
        return value == null ? 1 : value;
    }
}
