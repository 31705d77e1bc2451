package io.opendcp.protocol.statement;

import io.opendcp.protocol.type.TypeSpec;
import org.jspecify.annotations.Nullable;

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
 * @param recommended parameters: the type is only a guess, and clients bind their own
 * @param lob numbers of the base table and column of a BLOB or CLOB column; {@code null} if they are not told
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
        Io io,
        boolean recommended,
        @Nullable LobColumn lob) {
    /** Numbers of a table and one of its columns, as LOB locators have them. */
    public record LobColumn(int table, int column) {}

    /** The same, without {@link #lob}. */
    public Descriptor ofNoTable() {
        return lob == null
                ? this
                : new Descriptor(name, spec, typeName, nullable, table, schema, baseColumn, identity, io, recommended);
    }

    public Descriptor(
            String name,
            TypeSpec spec,
            String typeName,
            boolean nullable,
            String table,
            String schema,
            String baseColumn,
            boolean identity,
            Io io,
            boolean recommended) {
        this(name, spec, typeName, nullable, table, schema, baseColumn, identity, io, recommended, null);
    }

    public Descriptor(
            String name,
            TypeSpec spec,
            String typeName,
            boolean nullable,
            String table,
            String schema,
            String baseColumn,
            boolean identity,
            Io io) {
        this(name, spec, typeName, nullable, table, schema, baseColumn, identity, io, false);
    }

    /** Direction of a parameter; columns are IN. */
    public enum Io {
        IN(0),
        OUT(1),
        INOUT(2);

        private final int code;

        Io(int code) {
            this.code = code;
        }

        /** Its number on the wire. */
        public int code() {
            return code;
        }
    }

    /** A result column that belongs to no table. */
    public static Descriptor column(String name, TypeSpec spec) {
        return new Descriptor(name, spec, spec.type().sqlName(), true, "", "", "", false, Io.IN);
    }

    /** An IN parameter. */
    public static Descriptor parameter(TypeSpec spec) {
        return column("", spec);
    }

    /** An IN parameter whose type could not be told from the statement: clients bind the type they have. */
    public static Descriptor anyParameter(TypeSpec guess) {
        return new Descriptor("", guess, guess.type().sqlName(), true, "", "", "", false, Io.IN, true);
    }
}
