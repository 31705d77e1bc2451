package io.opendcp.simulator.store;

import java.sql.Types;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Functions by which drivers read the dictionary ({@code DatabaseMetaData} is made of them), as H2 calls them. -2 stands
 * for "not for this type".
 */
public final class DictionaryFunctions {
    private static final int NOT_APPLICABLE = -2;

    private DictionaryFunctions() {}

    /** @param version which of the driver's numberings is wanted; the same for all here */
    public static int sfGetDataType(@Nullable String type, @Nullable Integer scale, @Nullable Integer version) {
        return fact(type, TypeFacts::jdbc).orElse(Types.OTHER);
    }

    public static int sfGetColumnSize(@Nullable String type, @Nullable Integer length, @Nullable Integer scale) {
        return fact(type, facts -> facts.columnSize(or0(length), or0(scale))).orElse(NOT_APPLICABLE);
    }

    public static int sfGetBufferLen(@Nullable String type, @Nullable Integer length, @Nullable Integer scale) {
        return fact(type, facts -> facts.bufferLength(or0(length))).orElse(NOT_APPLICABLE);
    }

    public static int sfGetDecimalDigits(@Nullable String type, @Nullable Integer scale) {
        return fact(type, facts -> facts.decimalDigits(or0(scale))).orElse(NOT_APPLICABLE);
    }

    public static int sfGetOctLength(@Nullable String type, @Nullable Integer length, @Nullable Integer scale) {
        return fact(type, facts -> facts.octetLength(or0(length))).orElse(NOT_APPLICABLE);
    }

    /** The name of a class type; there are none, so that a type is called what it is called. */
    public static @Nullable String sfGetClassName(@Nullable String type) {
        return type;
    }

    /** From 1; 0 for a column that is not in the index. */
    public static int sfGetIndexKeySeq(int keys, byte @Nullable [] keyInfo, int column) {
        return keyInfo == null ? 0 : DictionaryCodes.sequence(keyInfo, column);
    }

    /** A or D; null for a column that is not in the index. */
    public static @Nullable String sfGetIndexKeyOrder(int keys, byte @Nullable [] keyInfo, int column) {
        int sequence = sfGetIndexKeySeq(keys, keyInfo, column);
        if (keyInfo == null || sequence == 0) {
            return null;
        }
        return DictionaryCodes.descending(keyInfo, sequence) ? "D" : "A";
    }

    public static int sfColIsIdxKey(int keys, byte @Nullable [] keyInfo, int column) {
        return sfGetIndexKeySeq(keys, keyInfo, column) > 0 ? 1 : 0;
    }

    public static @Nullable Integer sfGetUpdRule(@Nullable String actions) {
        return actions == null || actions.isBlank() ? null : DictionaryCodes.rule(actions.charAt(0));
    }

    public static @Nullable Integer sfGetDelRule(@Nullable String actions) {
        return actions == null || actions.isBlank() ? null : DictionaryCodes.rule(actions.charAt(1));
    }

    public static @Nullable String sfGetSysPriv(@Nullable Integer number) {
        return number == null ? null : DictionaryCodes.right(number);
    }

    private static Optional<Integer> fact(@Nullable String type, Function<TypeFacts, @Nullable Integer> fact) {
        return Optional.ofNullable(type)
                .map(name -> TypeFacts.of(name.toUpperCase(Locale.ROOT)))
                .map(fact);
    }

    private static int or0(@Nullable Integer value) {
        return value == null ? 0 : value;
    }
}
