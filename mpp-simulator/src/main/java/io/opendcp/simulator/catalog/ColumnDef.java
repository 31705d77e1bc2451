package io.opendcp.simulator.catalog;

import io.opendcp.protocol.type.TypeSpec;

/**
 * A column of a table as its definition says.
 *
 * @param typeName DM's name of the type
 * @param lengthInBytes character types: whether the length counts bytes
 * @param identityText {@code IDENTITY(seed, step)}, or empty
 * @param defaultText the default as DM writes it, or empty
 */
public record ColumnDef(
        String name,
        TypeSpec spec,
        String typeName,
        boolean lengthInBytes,
        boolean nullable,
        String identityText,
        String defaultText) {

    public boolean identity() {
        return !identityText.isEmpty();
    }

    public ColumnDef renamed(String to) {
        return new ColumnDef(to, spec, typeName, lengthInBytes, nullable, identityText, defaultText);
    }

    public ColumnDef withDefault(String to) {
        return new ColumnDef(name, spec, typeName, lengthInBytes, nullable, identityText, to);
    }

    public ColumnDef withNullable(boolean to) {
        return new ColumnDef(name, spec, typeName, lengthInBytes, to, identityText, defaultText);
    }
}
