package io.opendcp.simulator.dialect;

import io.opendcp.protocol.distribution.RowIdLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A table constraint as CREATE TABLE and ALTER TABLE have it.
 *
 * @param h2 the constraint in H2's words, named
 * @param key columns of a PRIMARY KEY or UNIQUE, else empty
 * @param primary whether it is the PRIMARY KEY
 * @param reference what a FOREIGN KEY refers to, else null
 */
public record ConstraintText(
        String name,
        String h2,
        List<String> key,
        boolean primary,
        @Nullable ReferenceText reference) {

    /** Whether a constraint, not a column, begins at the cursor. */
    public static boolean isNext(Text text) {
        Token token = text.peek();
        boolean cluster = (token.is("CLUSTER") && text.peek(1).is("PRIMARY"))
                || (token.is("NOT") && text.peek(1).is("CLUSTER"));
        return cluster
                || token.is("CONSTRAINT")
                || (token.is("PRIMARY") && text.peek(1).is("KEY"))
                || (token.is("FOREIGN") && text.peek(1).is("KEY"))
                || ((token.is("UNIQUE") || token.is("CHECK")) && text.peek(1).isSymbol("("));
    }

    /** Reads the constraint at the cursor and moves past it. */
    public static ConstraintText read(Text text, String schema, RowIdLayout layout, IntSupplier numbers) {
        String name = text.accept("CONSTRAINT") ? text.name() : "CONS" + numbers.getAsInt();
        text.accept("NOT");
        text.accept("CLUSTER");
        String prefix = "CONSTRAINT " + ObjectName.quote(name) + " ";
        if (text.accept("PRIMARY", "KEY") || text.accept("UNIQUE")) {
            boolean primary = text.peek(-1).is("KEY");
            List<String> key = columns(text);
            return new ConstraintText(
                    name, prefix + (primary ? "PRIMARY KEY" : "UNIQUE") + list(key), key, primary, null);
        }
        if (text.accept("CHECK")) {
            int from = text.position();
            String condition = Rewriter.rewritePart(text, from, text.closing(from), layout);
            return new ConstraintText(name, prefix + "CHECK " + condition, List.of(), false, null);
        }
        text.expect("FOREIGN", "KEY");
        List<String> own = columns(text);
        text.expect("REFERENCES");
        ReferenceText reference = ReferenceText.read(text, own, schema);
        String h2 = prefix + "FOREIGN KEY" + list(own) + " " + reference.h2();
        return new ConstraintText(name, h2, List.of(), false, reference);
    }

    /** A column of an index. */
    public record Sorted(String name, boolean descending) {
        public String h2() {
            return ObjectName.quote(name) + (descending ? " DESC" : "");
        }
    }

    /** A parenthesised list of column names at the cursor. */
    public static List<String> columns(Text text) {
        return sorted(text).stream().map(Sorted::name).toList();
    }

    /** The same with the order of each. */
    public static List<Sorted> sorted(Text text) {
        List<Sorted> columns = new ArrayList<>();
        text.expect("(");
        do {
            String name = text.name();
            columns.add(new Sorted(name, !text.accept("ASC") && text.accept("DESC")));
        } while (text.accept(","));
        text.expect(")");
        return columns;
    }

    /** Names in quotes and parentheses. */
    public static String list(List<String> names) {
        return names.stream().map(ObjectName::quote).collect(java.util.stream.Collectors.joining(", ", " (", ")"));
    }
}
