package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.RowSet;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.Rows;
import java.time.Duration;
import java.util.List;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * SELECT. If all rows it can need are on one EP it runs there, and its result travels; else what it reads is gathered in
 * the workspace and it runs there.
 */
final class QueryStatement extends Compiled {
    private final Sql sql;
    private final List<Descriptor> parameters;
    private List<Descriptor> columns;
    private Plan plan;
    private @Nullable LobColumns lobs;

    QueryStatement(EpSession session, String text, Sql sql) {
        super(text, StatementType.SELECT);
        this.sql = sql;
        Plan made = plan(session);
        parameters = Descriptors.parameters(made.prepared().getParameters());
        plan = withLobs(session, made);
        columns = describe(session, made);
    }

    private Plan plan(EpSession session) {
        Plan made = Plan.of(session, session.sites().workspace(), sql);
        session.compiler().rights().requireSelect(made.named());
        return made;
    }

    private Plan withLobs(EpSession session, Plan made) {
        LobColumns found = LobColumns.of(session, made, sql);
        Plan longer = found == null ? null : found.plan(session);
        lobs = longer == null ? null : found;
        return longer == null ? made : longer;
    }

    private List<Descriptor> describe(EpSession session, Plan made) {
        List<Descriptor> described = session.compiler()
                .descriptors()
                .columns(session.sites().workspace().describe(made.prepared()), sql.labels());
        return LobColumns.described(described, lobs);
    }

    private String h2() {
        return lobs == null ? sql.h2() : lobs.sql().h2();
    }

    @Override
    public List<Descriptor> parameters() {
        return parameters;
    }

    @Override
    public List<Descriptor> columns() {
        return columns;
    }

    @Override
    @Nullable
    Duration lockWait() {
        Sql.RowLock lock = sql.lock();
        return lock == null ? null : lock.limit();
    }

    @Override
    Effect run(EpSession session, List<Value> values, Limits limits) {
        if (plan.version() != session.cluster().dictionary().version()) {
            Plan made = plan(session);
            plan = withLobs(session, made);
            columns = describe(session, made);
        }
        boolean locking = sql.lock() != null;
        if (locking) {
            Targets.requireWritable(session);
        }
        plan.bind(values);
        List<Integer> visible = session.reach().visibleEps(true);
        Gatherer gatherer = new Gatherer(session, locking);
        Site site = gatherer.single(plan, visible);
        Rows rows = site == null ? gathered(session, gatherer, values, limits) : at(session, site, values, limits);
        H2Session workspace = session.sites().workspace();
        RowSet result = Descriptors.rowSet(columns, rows.rows(), workspace.session(), session.rowIds());
        if (lobs != null) {
            for (int i = 0; i < result.rows().size(); i++) {
                lobs.name(session, result.rows().get(i), rows.rows().get(i));
            }
        }
        return Effect.rows(result);
    }

    private Rows at(EpSession session, Site site, List<Value> values, Limits limits) {
        String text = sql.lock() == null ? h2() : h2() + " FOR UPDATE";
        Rows rows = site.h2().query(text, values, limits.maxRows());
        if (site.epno() != session.epno()) {
            session.running().moved(session.cluster().cost().rows(rows.rows()));
        }
        return rows;
    }

    private Rows gathered(EpSession session, Gatherer gatherer, List<Value> values, Limits limits) {
        H2Session workspace = session.sites().workspace();
        try {
            gatherer.gather(plan, values, session.reach().visibleEps(true));
            return workspace.query(h2(), values, limits.maxRows());
        } finally {
            workspace.rollback();
        }
    }
}
