package io.opendcp.simulator.dialect;

import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.List;

/**
 * DM's 13 kinds of interval. The scale holds the qualifier: kind in bits 8 to 11, digits of the first field in bits 4 to
 * 7, digits after the second in bits 0 to 3. Source: {@code docs/protocol/statements.md} 6.3.
 */
public final class IntervalType {
    /** In the order of their numbers on the wire. */
    private static final List<String> KINDS = List.of(
            "YEAR",
            "YEAR TO MONTH",
            "MONTH",
            "DAY",
            "DAY TO HOUR",
            "DAY TO MINUTE",
            "DAY TO SECOND",
            "HOUR",
            "HOUR TO MINUTE",
            "HOUR TO SECOND",
            "MINUTE",
            "MINUTE TO SECOND",
            "SECOND");

    private static final int LAST_OF_MONTHS = 2;

    private IntervalType() {}

    /** Reads the qualifier that follows the word INTERVAL in a column definition. */
    static DeclaredType read(Text text) {
        String qualifier = text.name();
        int leading = parenthesised(text, 2);
        if (text.accept("TO")) {
            qualifier += " TO " + text.name();
        }
        int kind = KINDS.indexOf(qualifier);
        if (kind < 0) {
            throw text.syntax();
        }
        int fraction = qualifier.endsWith("SECOND") ? parenthesised(text, 6) : 0;
        String h2 = "INTERVAL " + qualifier.replaceFirst("^(\\w+)", "$1(" + leading + ")");
        return new DeclaredType(spec(kind, leading, fraction), "INTERVAL " + qualifier, h2, false);
    }

    private static int parenthesised(Text text, int standard) {
        if (!text.accept("(")) {
            return standard;
        }
        int value = (int) text.number();
        text.accept(",");
        if (!text.accept(")")) {
            text.number();
            text.expect(")");
        }
        return value;
    }

    /** The type of an interval with this qualifier, e.g. {@code DAY TO SECOND}. */
    public static TypeSpec spec(String qualifier) {
        int kind = KINDS.indexOf(qualifier);
        return spec(Math.max(kind, 0), 9, qualifier.endsWith("SECOND") ? 6 : 0);
    }

    private static TypeSpec spec(int kind, int leading, int fraction) {
        DmType type = kind <= LAST_OF_MONTHS ? DmType.INTERVAL_YEAR_MONTH : DmType.INTERVAL_DAY_TIME;
        return new TypeSpec(type, type == DmType.INTERVAL_YEAR_MONTH ? 12 : 24, kind << 8 | leading << 4 | fraction);
    }
}
