package io.opendcp.simulator.session;

import io.opendcp.protocol.type.RowId;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.plan.Need;
import io.opendcp.simulator.store.H2Session;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.h2.table.Column;
import org.h2.value.Value;

/** A change that needs more than the rows of one EP: worked out in the workspace, then done where the rows are. */
final class WorkspaceChange {
    private WorkspaceChange() {}

    /**
     * @param sql UPDATE, DELETE or MERGE in H2's words
     * @param plan with its parameters bound
     */
    static Effect run(EpSession session, TableDef table, String sql, Plan plan, List<Value> values) {
        boolean delete = sql.stripLeading().regionMatches(true, 0, "DELETE", 0, 6);
        List<List<Value>> rows = workedOut(session, table, sql, plan, values, delete);
        RowWriter writer = new RowWriter(session, table);
        Movers movers = new Movers();
        List<List<Value>> added = new ArrayList<>();
        Map<Long, List<Value>> changed = new LinkedHashMap<>();
        for (List<Value> row : rows) {
            List<Value> content = row.subList(1, row.size());
            if (row.get(0).getValueType() == Value.NULL) {
                added.add(content);
            } else if (!delete && writer.moves(row.get(0).getLong(), content)) {
                movers.add(row.get(0).getLong(), content);
            } else {
                copies(session, table, row.get(0).getLong(), writer).forEach(rowid -> changed.put(rowid, content));
            }
        }
        movers.leave(writer);
        if (delete) {
            changed.keySet().forEach(writer::delete);
        } else {
            changed.forEach(writer::update);
        }
        movers.arrive(writer);
        added.forEach(writer::insert);
        return Effect.changed(rows.size(), delete ? null : writer.last(), List.of());
    }

    /** The row's ROWIDs: one, or one per EP of a FULLY table, whose copies have the same row number everywhere. */
    private static List<Long> copies(EpSession session, TableDef table, long rowid, RowWriter writer) {
        if (!table.placement().isFully() || table.temporary()) {
            return List.of(rowid);
        }
        RowId id = session.rowIds().unpack(rowid);
        return writer.copies().stream()
                .map(site -> session.rowIds().pack(new RowId(site.epno(), id.partition(), id.row())))
                .toList();
    }

    private static List<List<Value>> workedOut(
            EpSession session, TableDef table, String sql, Plan plan, List<Value> values, boolean delete) {
        H2Session workspace = session.sites().workspace();
        try {
            new Gatherer(session, false)
                    .gather(whole(plan, table), values, session.reach().visibleEps(false));
            String which = delete ? "OLD" : "FINAL";
            return workspace
                    .query("SELECT \"ROWID\", FT.* FROM " + which + " TABLE (" + sql + ") FT", values, Long.MAX_VALUE)
                    .rows();
        } finally {
            workspace.rollback();
        }
    }

    /** The changed table is needed with all its columns, hidden ones too. */
    private static Plan whole(Plan plan, TableDef table) {
        List<Need> needs = new ArrayList<>();
        for (Need need : plan.needs()) {
            List<String> all = Arrays.stream(need.table().getColumns())
                    .map(Column::getName)
                    .toList();
            needs.add(need.name().equals(table.name()) ? need.withColumns(all) : need);
        }
        return new Plan(plan.version(), plan.prepared(), needs, plan.named(), plan.onEps());
    }
}
