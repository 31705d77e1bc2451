package io.opendcp.simulator.catalog;

import io.opendcp.simulator.dialect.ObjectName;
import java.util.List;
import java.util.OptionalInt;

/**
 * A table in the dictionary.
 *
 * @param id its number in SYSOBJECTS
 * @param temporary whether every session has rows of its own
 * @param deleteOnCommit temporary tables: whether a commit empties it
 * @param statements temporary tables: the H2 statements that make one
 */
public record TableDef(
        ObjectName name,
        int id,
        List<ColumnDef> columns,
        Placement placement,
        boolean temporary,
        boolean deleteOnCommit,
        List<String> statements) {

    /** The hidden column that holds a row's ROWID. */
    public static final String ROWID = "ROWID";

    /** The position of a column, from 0. */
    public OptionalInt position(String column) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(column)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    public TableDef withColumns(List<ColumnDef> to) {
        return new TableDef(name, id, List.copyOf(to), placement, temporary, deleteOnCommit, statements);
    }

    public TableDef withPlacement(Placement to) {
        return new TableDef(name, id, columns, to, temporary, deleteOnCommit, statements);
    }

    public TableDef withName(ObjectName to) {
        return new TableDef(to, id, columns, placement, temporary, deleteOnCommit, statements);
    }

    public TableDef withStatements(List<String> to) {
        return new TableDef(name, id, columns, placement, temporary, deleteOnCommit, List.copyOf(to));
    }
}
