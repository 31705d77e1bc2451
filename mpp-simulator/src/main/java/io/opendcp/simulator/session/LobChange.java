package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.LobOwner;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import java.util.List;
import java.util.function.UnaryOperator;
import org.h2.value.Value;

/** Writing into a LOB of a table, or cutting it: an UPDATE of the row, of all its copies if it has more than one. */
final class LobChange extends LobStatement {
    private final UnaryOperator<Object> edit;

    LobChange(LobOwner owner, long id, UnaryOperator<Object> edit) {
        super("WRITE", StatementType.UPDATE, owner, id);
        this.edit = edit;
    }

    @Override
    Effect run(EpSession session, List<Value> parameters, Limits limits) {
        TableDef table = table(session);
        Targets.require(session, table.name(), "UPDATE");
        Targets.requireWritable(session);
        Object old = current(session, table, site(session, table), true);
        Object changed = becomes(edit.apply(old)).value();
        String sql = "UPDATE " + table.name().sql() + " SET "
                + ObjectName.quote(column(table).name()) + " = ?1 WHERE \"ROWID\" = ?2";
        for (Site site : sites(session, table)) {
            Value value = session.toH2(changed);
            site.h2().update(sql, List.of(value, rowid(session, site)));
            if (site.epno() != session.epno()) {
                session.running().moved(session.cluster().cost().row(List.of(value)));
            }
        }
        return Effect.changed(1, null, List.of());
    }

    private List<Site> sites(EpSession session, TableDef table) {
        return table.placement().isFully() && !table.temporary()
                ? new RowWriter(session, table).copies()
                : List.of(site(session, table));
    }
}
