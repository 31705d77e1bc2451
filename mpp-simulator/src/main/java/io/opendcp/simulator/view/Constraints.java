package io.opendcp.simulator.view;

import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.session.Viewer;
import io.opendcp.simulator.store.DictionaryCodes;
import io.opendcp.simulator.store.DictionaryCodes.KeyColumn;
import java.sql.DatabaseMetaData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.h2.constraint.Constraint;
import org.h2.constraint.ConstraintActionType;
import org.h2.constraint.ConstraintReferential;
import org.h2.result.SortOrder;
import org.h2.table.Column;
import org.h2.table.Table;
import org.jspecify.annotations.Nullable;

/** Indexes and keys, read from H2's own tables in the workspace. */
public final class Constraints {
    /** Ids of indexes and keys are made of the table's and a running number. */
    private static final int IDS_PER_TABLE = 1000;

    /** What indexes of the hidden ROWID column are called; nobody is shown them. */
    public static final String OWN_INDEX = "ROWID$";

    private static final int FIRST_INDEX = 33_000_000;
    private static final int FIRST_KEY = 134_000_000;

    /**
     * @param columns in order
     */
    public record Index(String name, int id, TableDef table, List<KeyColumn> columns, boolean unique) {
        /** Names of the columns. */
        public List<String> columnNames() {
            return columns.stream()
                    .map(column -> table.columns().get(column.position()).name())
                    .toList();
        }
    }

    /**
     * @param type P, U or F
     * @param index of the key's own columns
     * @param reference F: where it refers to, else null
     */
    public record Key(
            String name,
            int id,
            TableDef table,
            String type,
            Index index,
            @Nullable Reference reference) {}

    /**
     * What a foreign key refers to.
     *
     * @param index of the columns referred to
     * @param actions SYSCONS.FACTION
     */
    public record Reference(Index index, String actions) {}

    private Constraints() {}

    public static List<Index> indexes(Viewer viewer) {
        List<Index> found = new ArrayList<>();
        viewer.dictionary()
                .tables()
                .forEach(table -> found.addAll(indexes(viewer, table).values()));
        return found;
    }

    /** By H2's own. */
    private static Map<org.h2.index.Index, Index> indexes(Viewer viewer, TableDef table) {
        Map<org.h2.index.Index, Index> found = new LinkedHashMap<>();
        int number = 0;
        for (org.h2.index.Index index : viewer.workspaceTable(table.name()).getIndexes()) {
            number++;
            if (!index.getIndexType().isScan() && !index.getName().startsWith(OWN_INDEX)) {
                List<KeyColumn> columns = Arrays.stream(index.getIndexColumns())
                        .map(column -> new KeyColumn(
                                column.column.getColumnId(), (column.sortType & SortOrder.DESCENDING) != 0))
                        .toList();
                int id = FIRST_INDEX + table.id() * IDS_PER_TABLE + number;
                found.put(
                        index,
                        new Index(
                                index.getName(),
                                id,
                                table,
                                columns,
                                index.getIndexType().isUnique()));
            }
        }
        return found;
    }

    /** Primary, unique and foreign keys. */
    public static List<Key> keys(Viewer viewer) {
        List<Key> found = new ArrayList<>();
        for (TableDef table : viewer.dictionary().tables()) {
            keys(viewer, table, found);
        }
        return found;
    }

    private static void keys(Viewer viewer, TableDef table, List<Key> found) {
        int number = 0;
        for (Constraint constraint : viewer.workspaceTable(table.name()).getConstraints()) {
            int id = FIRST_KEY + table.id() * IDS_PER_TABLE + ++number;
            String type = letter(constraint.getConstraintType());
            Index own = type.isEmpty() ? null : indexOf(viewer, table, constraint);
            if (own != null) {
                found.add(new Key(constraint.getName(), id, table, type, own, reference(viewer, constraint)));
            }
        }
    }

    private static String letter(Constraint.Type type) {
        return switch (type) {
            case PRIMARY_KEY -> "P";
            case UNIQUE -> "U";
            case REFERENTIAL -> "F";
            case CHECK, DOMAIN -> "";
        };
    }

    private static @Nullable Index indexOf(Viewer viewer, TableDef table, Constraint constraint) {
        return indexes(viewer, table).entrySet().stream()
                .filter(index -> constraint.usesIndex(index.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(null);
    }

    private static @Nullable Reference reference(Viewer viewer, Constraint constraint) {
        if (!(constraint instanceof ConstraintReferential foreign)) {
            return null;
        }
        Table parent = foreign.getRefTable();
        TableDef table =
                viewer.dictionary().table(new ObjectName(parent.getSchema().getName(), parent.getName()));
        Set<Column> columns = foreign.getReferencedColumns(parent);
        Index index = table == null
                ? null
                : indexes(viewer, table).entrySet().stream()
                        .filter(each -> each.getValue().unique())
                        .filter(each -> Set.of(each.getKey().getColumns()).equals(columns))
                        .findFirst()
                        .map(Map.Entry::getValue)
                        .orElse(null);
        return index == null
                ? null
                : new Reference(
                        index,
                        DictionaryCodes.actions(rule(foreign.getUpdateAction()), rule(foreign.getDeleteAction())));
    }

    private static int rule(ConstraintActionType action) {
        return switch (action) {
            case CASCADE -> DatabaseMetaData.importedKeyCascade;
            case RESTRICT, NO_ACTION -> DatabaseMetaData.importedKeyNoAction;
            case SET_NULL -> DatabaseMetaData.importedKeySetNull;
            case SET_DEFAULT -> DatabaseMetaData.importedKeySetDefault;
        };
    }

    /** Names of the primary key's columns, or nothing. */
    public static List<String> primaryKey(Viewer viewer, TableDef table) {
        return keys(viewer).stream()
                .filter(key -> key.table().equals(table) && key.type().equals("P"))
                .findFirst()
                .map(key -> key.index().columnNames())
                .orElse(List.of());
    }
}
