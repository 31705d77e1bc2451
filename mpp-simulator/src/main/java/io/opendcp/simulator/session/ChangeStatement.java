package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.protocol.type.RowId;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.plan.Need;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * UPDATE and DELETE. What looks at its own table only runs on each EP that can have rows; anything else (a subquery, a
 * limit on rows) is worked out in the workspace and then done row by row.
 */
final class ChangeStatement extends Compiled {
    private final Sql sql;
    private final ObjectName target;
    private final boolean update;
    private final boolean alone;
    private final List<Descriptor> parameters;
    private Plan plan;

    ChangeStatement(EpSession session, String original, Sql sql) {
        super(original, sql.source().tokens().get(0).is("UPDATE") ? StatementType.UPDATE : StatementType.DELETE);
        this.sql = sql;
        this.update = type() == StatementType.UPDATE;
        Text text = sql.source();
        text.position(1);
        text.accept("FROM");
        target = text.objectName().in(session.schema());
        if (text.has("CURRENT") && text.has("OF")) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, "WHERE CURRENT OF");
        }
        Targets.require(session, target, privilege());
        alone = !text.has("SELECT") && !text.has("LIMIT") && !text.has("TOP") && !text.has("FETCH");
        plan = plan(session);
        parameters = Descriptors.parameters(plan.prepared().getParameters());
    }

    private String privilege() {
        return update ? "UPDATE" : "DELETE";
    }

    private Plan plan(EpSession session) {
        Plan made = Plan.of(session, session.sites().workspace(), sql.h2(), sql.source());
        Set<ObjectName> read = new HashSet<>(made.named());
        made.needs().forEach(need -> read.add(need.name()));
        read.remove(target);
        session.compiler().rights().requireSelect(read);
        return made;
    }

    @Override
    public List<Descriptor> parameters() {
        return parameters;
    }

    @Override
    Effect run(EpSession session, List<Value> values, Limits limits) {
        TableDef table = Targets.require(session, target, privilege());
        Targets.requireWritable(session);
        if (plan.version() != session.cluster().dictionary().version()) {
            plan = plan(session);
        }
        plan.bind(values);
        if (!alone || !plan.onEps()) {
            return WorkspaceChange.run(session, table, sql.h2(), plan, values);
        }
        return table.placement().isFully() ? everywhere(session, table, values) : whereRowsAre(session, table, values);
    }

    /** Each copy of a FULLY table changes alike; the session's own counts. */
    private Effect everywhere(EpSession session, TableDef table, List<Value> values) {
        Effect own = Effect.NOTHING;
        for (Site site : new RowWriter(session, table).copies()) {
            Effect effect = at(session, table, site, values);
            own = site.epno() == session.epno() ? effect : own;
        }
        return own;
    }

    private Effect whereRowsAre(EpSession session, TableDef table, List<Value> values) {
        long count = 0;
        RowId last = null;
        for (Site site : sites(session, table)) {
            Effect effect = at(session, table, site, values);
            count += effect.count();
            last = effect.lastRow() == null ? last : effect.lastRow();
        }
        return Effect.changed(count, last, List.of());
    }

    private List<Site> sites(EpSession session, TableDef table) {
        if (table.temporary()) {
            return List.of(session.sites().temporary(table));
        }
        Need need = plan.needs().get(0);
        return session
                .compiler()
                .router()
                .eps(
                        table,
                        need,
                        session.visibleEps(false),
                        session.epno(),
                        session.sites().workspace().session())
                .stream()
                .map(session.sites()::ep)
                .toList();
    }

    private Effect at(EpSession session, TableDef table, Site site, List<Value> values) {
        if (!update) {
            return Effect.changed(site.h2().update(sql.h2(), values), null, List.of());
        }
        List<List<Value>> rows = site.h2()
                .query("SELECT \"ROWID\", FT.* FROM FINAL TABLE (" + sql.h2() + ") FT", values, Long.MAX_VALUE)
                .rows();
        return Effect.changed(rows.size(), settle(session, table, site, rows), List.of());
    }

    /** Rows whose key says another EP now go there. */
    private @Nullable RowId settle(EpSession session, TableDef table, Site site, List<List<Value>> rows) {
        RowWriter writer = new RowWriter(session, table);
        RowId last = null;
        for (List<Value> row : rows) {
            long rowid = row.get(0).getLong();
            List<Value> values = row.subList(1, row.size());
            writer.check(values);
            last = session.rowIds().unpack(rowid);
            boolean moves = table.placement().isHash()
                    && !table.temporary()
                    && session.compiler()
                                    .router()
                                    .placer()
                                    .epnoOfRow(table, values, site.h2().session())
                            != site.epno();
            if (moves) {
                writer.delete(rowid);
                writer.insert(values);
                last = writer.last();
            }
        }
        return last;
    }
}
