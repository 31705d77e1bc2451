package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.Descriptor;
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

    QueryStatement(EpSession session, String text, Sql sql) {
        super(text, StatementType.SELECT);
        this.sql = sql;
        plan = plan(session);
        parameters = Descriptors.parameters(plan.prepared().getParameters());
        columns = describe(session);
    }

    private Plan plan(EpSession session) {
        Plan made = Plan.of(session, session.sites().workspace(), sql);
        session.compiler().rights().requireSelect(made.named());
        return made;
    }

    private List<Descriptor> describe(EpSession session) {
        return session.compiler()
                .descriptors()
                .columns(session.sites().workspace().describe(plan.prepared()), sql.labels());
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
            plan = plan(session);
            columns = describe(session);
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
        return Effect.rows(Descriptors.rowSet(columns, rows.rows(), workspace.session(), session.rowIds()));
    }

    private Rows at(EpSession session, Site site, List<Value> values, Limits limits) {
        String text = sql.lock() == null ? sql.h2() : sql.h2() + " FOR UPDATE";
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
            return workspace.query(sql.h2(), values, limits.maxRows());
        } finally {
            workspace.rollback();
        }
    }
}
