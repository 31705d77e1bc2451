package io.opendcp.protocol.statement;

import io.opendcp.protocol.type.TypeSpec;

/**
 * What a column or parameter looks like. Source: {@code docs/protocol/statements.md} 4.
 *
 * @param name the column's label; may be empty for parameters
 * @param spec its type
 * @param typeName SQL's name of the type; the driver looks at it before the number
 * @param table the base table, or empty
 * @param schema the base table's schema, or empty
 * @param baseColumn the base column's name, or empty
 * @param identity whether it is an IDENTITY column
 * @param io parameters: IN, OUT or INOUT
 */
public record Descriptor(
        String name,
        TypeSpec spec,
        String typeName,
        boolean nullable,
        String table,
        String schema,
        String baseColumn,
        boolean identity,
        Io io) {

    /** Direction of a parameter; columns are IN. */
    public enum Io {
        IN,
        OUT,
        INOUT
    }

    /** A result column that belongs to no table. */
    public static Descriptor column(String name, TypeSpec spec) {
        return new Descriptor(name, spec, spec.type().sqlName(), true, "", "", "", false, Io.IN);
    }

    /** An IN parameter. */
    public static Descriptor parameter(TypeSpec spec) {
        return column("", spec);
    }
}
