package io.opendcp.simulator.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.api.ErrorCode;
import org.h2.engine.SessionLocal;
import org.h2.index.Cursor;
import org.h2.message.DbException;
import org.h2.mvstore.db.MVTable;
import org.h2.mvstore.tx.TransactionStore.Change;
import org.h2.result.DefaultRow;
import org.h2.result.Row;
import org.h2.schema.Schema;
import org.h2.table.Table;
import org.h2.value.Value;
import org.h2.value.ValueBlob;
import org.h2.value.ValueClob;
import org.h2.value.ValueLob;
import org.jspecify.annotations.Nullable;

/** What a transaction changed, read out of H2's undo log, and done again in another database. */
final class RowChanges {
    private RowChanges() {}

    /** Rows that the open transaction has changed, each as it is now; what it changed and changed back, or only locked, too. */
    static List<RowChange> of(SessionLocal session) {
        if (!session.hasPendingTransaction()) {
            return List.of();
        }
        Map<String, MVTable> tables = new HashMap<>();
        session.getLocks().forEach(table -> {
            if (table instanceof MVTable stored) {
                tables.put(stored.getMapName(), stored);
            }
        });
        Map<List<Object>, RowChange> changes = new LinkedHashMap<>();
        Iterator<Change> all = session.getTransaction().getChanges(0);
        while (all.hasNext()) {
            Change change = all.next();
            MVTable table = change == null ? null : tables.get(change.mapName);
            if (table != null) {
                changes.computeIfAbsent(
                        List.of(change.mapName, change.key), none -> now(session, table, (Long) change.key));
            }
        }
        return List.copyOf(changes.values());
    }

    private static RowChange now(SessionLocal session, MVTable table, long key) {
        return change(table, key, row(session, table, key));
    }

    private static RowChange change(MVTable table, long key, @Nullable Row row) {
        List<Value> values = new ArrayList<>();
        for (int i = 0; row != null && i < table.getColumns().length; i++) {
            values.add(detached(row.getValue(i)));
        }
        return new RowChange(table.getSchema().getName(), table.getName(), key, values);
    }

    /** All rows of all tables, as changes that would make them. */
    static List<RowChange> all(SessionLocal session) {
        List<RowChange> rows = new ArrayList<>();
        for (Schema schema : session.getDatabase().getAllSchemasNoMeta()) {
            for (Table table : schema.getAllTablesAndViews(session)) {
                if (table instanceof MVTable stored) {
                    Cursor cursor = stored.getScanIndex(session).find(session, null, null, false);
                    while (cursor.next()) {
                        rows.add(change(stored, cursor.get().getKey(), cursor.get()));
                    }
                }
            }
        }
        return rows;
    }

    private static @Nullable Row row(SessionLocal session, Table table, long key) {
        try {
            return table.getRow(session, key);
        } catch (DbException e) {
            if (e.getErrorCode() == ErrorCode.ROW_NOT_FOUND_IN_PRIMARY_INDEX) {
                return null;
            }
            throw e;
        }
    }

    /** A value that does not need the database it comes from. */
    private static Value detached(Value value) {
        if (!(value instanceof ValueLob)) {
            return value;
        }
        return value.getValueType() == Value.BLOB
                ? ValueBlob.createSmall(value.getBytes())
                : ValueClob.createSmall(value.getString());
    }

    /** Makes rows what they are there. Rows that go make room first: another one may have their unique key now. */
    static void apply(SessionLocal session, List<RowChange> changes) {
        for (RowChange change : changes) {
            Table table = locked(session, change);
            Row before = row(session, table, change.key());
            if (before != null) {
                table.removeRow(session, before);
            }
        }
        for (RowChange change : changes) {
            if (!change.values().isEmpty()) {
                Row row = new DefaultRow(change.values().toArray(Value[]::new));
                row.setKey(change.key());
                locked(session, change).addRow(session, row);
            }
        }
    }

    private static Table locked(SessionLocal session, RowChange change) {
        Table table = session.getDatabase().getSchema(change.schema()).getTableOrView(session, change.table());
        table.lock(session, Table.WRITE_LOCK);
        return table;
    }
}
