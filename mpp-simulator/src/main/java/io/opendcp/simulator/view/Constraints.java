package io.opendcp.simulator.view;

import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.session.EpSession;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.h2.constraint.Constraint;
import org.h2.table.Table;

/** Indexes and keys, read from H2's own tables in the workspace. */
public final class Constraints {
    /** Ids of indexes and keys are made of the table's and a running number. */
    private static final int IDS_PER_TABLE = 1000;

    /** What indexes of the hidden ROWID column are called; nobody is shown them. */
    public static final String OWN_INDEX = "ROWID$";

    private static final int FIRST_INDEX = 33_000_000;
    private static final int FIRST_KEY = 134_000_000;

    /**
     * @param columns positions from 0, in order
     */
    public record Index(String name, int id, TableDef table, List<Integer> columns, boolean unique) {}

    /**
     * @param type P or U
     */
    public record Key(String name, int id, TableDef table, String type, Index index) {}

    private Constraints() {}

    public static List<Index> indexes(EpSession viewer) {
        List<Index> found = new ArrayList<>();
        for (TableDef table : viewer.dictionary().tables()) {
            Table h2 = viewer.workspaceTable(table.name());
            int number = 0;
            for (org.h2.index.Index index : h2.getIndexes()) {
                number++;
                if (index.getIndexType().isScan() || index.getName().startsWith(OWN_INDEX)) {
                    continue;
                }
                List<Integer> columns = Arrays.stream(index.getColumns())
                        .map(column -> column.getColumnId())
                        .toList();
                boolean unique = index.getIndexType().isUnique();
                int id = FIRST_INDEX + table.id() * IDS_PER_TABLE + number;
                found.add(new Index(index.getName(), id, table, columns, unique));
            }
        }
        return found;
    }

    public static List<Key> keys(EpSession viewer) {
        List<Key> found = new ArrayList<>();
        List<Index> indexes = indexes(viewer);
        for (TableDef table : viewer.dictionary().tables()) {
            Iterable<Constraint> constraints =
                    viewer.workspaceTable(table.name()).getConstraints();
            int number = 0;
            for (Constraint constraint : constraints) {
                number++;
                Constraint.Type type = constraint.getConstraintType();
                if (type == Constraint.Type.PRIMARY_KEY || type == Constraint.Type.UNIQUE) {
                    String letter = type == Constraint.Type.PRIMARY_KEY ? "P" : "U";
                    int id = FIRST_KEY + table.id() * IDS_PER_TABLE + number;
                    List<Integer> columns = positions(constraint);
                    indexes.stream()
                            .filter(index -> index.table().equals(table)
                                    && index.unique()
                                    && index.columns().equals(columns))
                            .findFirst()
                            .ifPresent(index -> found.add(new Key(constraint.getName(), id, table, letter, index)));
                }
            }
        }
        return found;
    }

    /** Names of the primary key's columns, or nothing. */
    public static List<String> primaryKey(EpSession viewer, TableDef table) {
        return keys(viewer).stream()
                .filter(key -> key.table().equals(table) && key.type().equals("P"))
                .findFirst()
                .map(key -> key.index().columns().stream()
                        .map(position -> table.columns().get(position).name())
                        .toList())
                .orElse(List.of());
    }

    private static List<Integer> positions(Constraint constraint) {
        return constraint.getReferencedColumns(constraint.getTable()).stream()
                .map(column -> column.getColumnId())
                .sorted()
                .toList();
    }
}
