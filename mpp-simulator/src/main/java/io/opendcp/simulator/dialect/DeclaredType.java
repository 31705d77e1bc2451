package io.opendcp.simulator.dialect;

import io.opendcp.protocol.type.DmType;
import io.opendcp.protocol.type.TypeSpec;
import java.util.Locale;
import java.util.Set;

/**
 * A data type as DM writes it.
 *
 * @param spec what descriptors carry
 * @param typeName DM's name of it
 * @param h2 how H2 writes it
 * @param lengthInBytes whether the length counts bytes of the database's character set (character types)
 */
public record DeclaredType(TypeSpec spec, String typeName, String h2, boolean lengthInBytes) {
    /** VARCHAR without a length. Source: DM's SQL manual. */
    private static final int VARCHAR_DEFAULT = 8188;

    private static final int UNLIMITED = 0x7FFF_FFFF;
    private static final Set<String> CHARACTER =
            Set.of("CHAR", "CHARACTER", "VARCHAR", "VARCHAR2", "NCHAR", "NVARCHAR2");

    static DeclaredType of(DmType type, int precision, int scale, String h2) {
        return new DeclaredType(new TypeSpec(type, precision, scale), type.sqlName(), h2, false);
    }

    private DeclaredType named(String name) {
        return new DeclaredType(spec, name, h2, lengthInBytes);
    }

    /**
     * Reads a type where {@code text} stands and moves past it.
     *
     * @throws io.opendcp.protocol.error.DmException -2007 if there is none
     */
    public static DeclaredType read(Text text) {
        String name = text.name();
        if (CHARACTER.contains(name)) {
            return character(name, text);
        }
        return switch (name) {
            case "BIT" -> of(DmType.BIT, 1, 0, "TINYINT");
            case "TINYINT", "BYTE" -> of(DmType.TINYINT, 1, 0, "TINYINT");
            case "SMALLINT" -> of(DmType.SMALLINT, 2, 0, "SMALLINT");
            case "INT", "INTEGER", "PLS_INTEGER" -> of(DmType.INTEGER, 4, 0, "INTEGER");
            case "BIGINT" -> of(DmType.BIGINT, 8, 0, "BIGINT");
            case "NUMERIC", "DECIMAL", "DEC", "NUMBER" -> decimal(name, text);
            case "REAL" -> of(DmType.REAL, 4, 0, "REAL");
            case "FLOAT", "DOUBLE" -> floating(name, text);
            case "BINARY" -> binary(DmType.BINARY, 1, text);
            case "VARBINARY", "RAW" -> binary(DmType.VARBINARY, VARCHAR_DEFAULT, text);
            case "BOOLEAN", "BOOL" -> of(DmType.BOOLEAN, 1, 0, "BOOLEAN");
            case "DATE" -> of(DmType.DATE, 3, 0, "DATE");
            case "TIME" -> time(text);
            case "TIMESTAMP", "DATETIME" -> timestamp(text);
            case "CLOB", "TEXT", "LONG", "LONGVARCHAR" ->
                of(DmType.CLOB, UNLIMITED, 0, "CLOB").named(name);
            case "BLOB", "IMAGE", "LONGVARBINARY" ->
                of(DmType.BLOB, UNLIMITED, 0, "BLOB").named(name);
            case "ROWID" -> of(DmType.ROWID, 12, 0, "BIGINT");
            case "INTERVAL" -> IntervalType.read(text);
            default -> throw text.syntax();
        };
    }

    private static DeclaredType character(String name, Text text) {
        boolean fixed = (name.endsWith("CHAR") && !name.equals("VARCHAR")) || name.equals("CHARACTER");
        if (fixed && text.accept("VARYING")) {
            fixed = false;
        }
        int length = fixed ? 1 : VARCHAR_DEFAULT;
        boolean bytes = true;
        if (text.accept("(")) {
            length = size(text);
            bytes = !text.accept("CHAR");
            text.accept("BYTE");
            text.expect(")");
        }
        DmType type = fixed ? DmType.CHAR : name.endsWith("2") ? DmType.VARCHAR2 : DmType.VARCHAR;
        String h2 = (fixed ? "CHAR(" : "VARCHAR(") + length + ")";
        // On the wire VARCHAR2 is a blank-padded kind, so that columns travel as VARCHAR under their own name.
        DmType travels = type == DmType.VARCHAR2 ? DmType.VARCHAR : type;
        return new DeclaredType(new TypeSpec(travels, length, 0), type.sqlName(), h2, bytes);
    }

    private static DeclaredType decimal(String name, Text text) {
        String label = name.equals("DEC") ? "DECIMAL" : name;
        if (!text.accept("(")) {
            return of(DmType.DECIMAL, 0, 0, "DECFLOAT(38)").named(label);
        }
        int precision = text.accept("*") ? 38 : size(text);
        int scale = text.accept(",") ? (int) text.number() : 0;
        text.expect(")");
        return of(DmType.DECIMAL, precision, scale, "NUMERIC(%d, %d)".formatted(precision, scale))
                .named(label);
    }

    private static DeclaredType floating(String name, Text text) {
        text.accept("PRECISION");
        if (text.accept("(")) {
            text.number();
            text.expect(")");
        }
        return of(DmType.DOUBLE, 8, 0, "DOUBLE PRECISION").named(name);
    }

    private static DeclaredType binary(DmType type, int standard, Text text) {
        int length = standard;
        if (text.accept("(")) {
            length = size(text);
            text.expect(")");
        }
        String h2 = type.sqlName().toUpperCase(Locale.ROOT) + "(" + length + ")";
        return of(type, length, 0, h2);
    }

    private static DeclaredType time(Text text) {
        int digits = digits(text, 0);
        if (zone(text)) {
            return of(DmType.TIME_WITH_TIME_ZONE, 7, digits, "TIME(" + digits + ") WITH TIME ZONE");
        }
        return of(DmType.TIME, 5, digits, "TIME(" + digits + ")");
    }

    private static DeclaredType timestamp(Text text) {
        int digits = digits(text, 6);
        boolean fine = digits > 6;
        if (text.accept("WITH", "LOCAL", "TIME", "ZONE")) {
            return of(DmType.TIMESTAMP, 8, digits | 0x1000, "TIMESTAMP(" + digits + ")");
        }
        if (zone(text)) {
            DmType type = fine ? DmType.TIMESTAMP_NANOS_WITH_TIME_ZONE : DmType.TIMESTAMP_WITH_TIME_ZONE;
            return of(type, fine ? 11 : 10, digits, "TIMESTAMP(" + digits + ") WITH TIME ZONE");
        }
        DmType type = fine ? DmType.TIMESTAMP_NANOS : DmType.TIMESTAMP;
        return of(type, fine ? 9 : 8, digits, "TIMESTAMP(" + digits + ")");
    }

    private static boolean zone(Text text) {
        if (text.accept("WITHOUT", "TIME", "ZONE")) {
            return false;
        }
        return text.accept("WITH", "TIME", "ZONE");
    }

    private static int digits(Text text, int standard) {
        if (!text.accept("(")) {
            return standard;
        }
        int digits = (int) text.number();
        text.expect(")");
        if (digits < 0 || digits > 9) {
            throw text.syntax();
        }
        return digits;
    }

    private static int size(Text text) {
        long size = text.number();
        if (size < 1 || size > 32767) {
            throw text.syntax();
        }
        return (int) size;
    }
}
