package io.opendcp.simulator.session;

import io.opendcp.protocol.distribution.RowIdLayout;
import io.opendcp.protocol.type.RowId;
import io.opendcp.simulator.view.SystemView;
import java.util.ArrayList;
import java.util.List;
import org.h2.engine.SessionLocal;
import org.h2.table.Column;
import org.h2.table.Table;
import org.h2.value.Value;
import org.h2.value.ValueBigint;
import org.jspecify.annotations.Nullable;

/** Rows of a system view as the workspace's table wants them, with a ROWID that names the EP. */
final class SystemRows {
    private SystemRows() {}

    static List<Value[]> of(EpSession session, SystemView view, Table table, List<Integer> visible) {
        SessionLocal h2 = session.sites().workspace().session();
        List<Integer> eps = view.perEp() ? visible : List.of(session.epno());
        List<Value[]> rows = new ArrayList<>();
        for (int epno : eps) {
            long number = 0;
            for (List<@Nullable Object> row :
                    view.source().rows(session.viewer(), session.reach().store(epno))) {
                RowId id = new RowId(epno, 0, ++number);
                rows.add(values(row, table.getColumns(), session.rowIds(), id, h2));
            }
        }
        return rows;
    }

    private static Value[] values(
            List<@Nullable Object> row, Column[] columns, RowIdLayout layout, RowId id, SessionLocal h2) {
        Value[] values = new Value[columns.length];
        for (int i = 0; i < row.size(); i++) {
            values[i] = columns[i].convert(h2, Values.toH2(row.get(i), h2, layout));
        }
        values[row.size()] = ValueBigint.get(layout.pack(id));
        return values;
    }
}
