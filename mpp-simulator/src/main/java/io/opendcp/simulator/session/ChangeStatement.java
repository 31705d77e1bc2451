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
import org.h2.engine.SessionLocal;
import org.h2.value.Value;

/**
 * UPDATE and DELETE. What looks at its own table only runs on each EP that can have rows; anything else (a subquery, a
 * limit on rows) is worked out in the workspace and then done row by row.
 */
final class ChangeStatement extends Compiled {
    /** Functions that give another value at every call; copies of a row must get the same. */
    private static final Set<String> DRAWN = Set.of("RAND", "RANDOM", "RANDOM_UUID", "UUID", "GUID", "NEWID");

    private final Sql sql;
    private final ObjectName target;
    private final boolean update;
    private final boolean drawn;
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
        drawn = DRAWN.stream().anyMatch(text::has);
        alone = !text.has("SELECT") && !text.has("LIMIT") && !text.has("TOP") && !text.has("FETCH");
        plan = plan(session);
        parameters = Descriptors.parameters(plan.prepared().getParameters());
    }

    private String privilege() {
        return update ? "UPDATE" : "DELETE";
    }

    private Plan plan(EpSession session) {
        Plan made = Plan.of(session, session.sites().workspace(), sql);
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
        boolean copied = table.placement().isFully() && session.cluster().eps().size() > 1;
        if (copied && sql.source().has("SELECT")) {
            throw DmException.of(ErrorCode.NOT_SUPPORTED, type() + " of a FULLY table with a subquery");
        }
        if (!alone || !plan.onEps() || (copied && drawn)) {
            return WorkspaceChange.run(session, table, sql.h2(), plan, values);
        }
        return update ? update(session, table, values) : delete(session, table, values);
    }

    /** Where rows may be that it changes; of a FULLY table all copies, this session's own first. */
    private List<Site> sites(EpSession session, TableDef table) {
        if (table.temporary()) {
            return List.of(session.sites().temporary(table));
        }
        if (table.placement().isFully()) {
            return new RowWriter(session, table).copies();
        }
        Need need = plan.needs().get(0);
        SessionLocal h2 = session.sites().workspace().session();
        Router router = session.compiler().router();
        return session.sites().eps(router.eps(table, need, session.reach().visibleEps(false), session.epno(), h2));
    }

    private Effect delete(EpSession session, TableDef table, List<Value> values) {
        long count = 0;
        for (Site site : sites(session, table)) {
            long here = site.h2().update(sql.h2(), values);
            count += counts(session, table, site) ? here : 0;
        }
        return Effect.changed(count, null, List.of());
    }

    /** Rows whose key now says another EP move only when all EPs are done, so that none is changed twice. */
    private Effect update(EpSession session, TableDef table, List<Value> values) {
        RowWriter writer = new RowWriter(session, table);
        Movers movers = new Movers();
        long count = 0;
        RowId last = null;
        for (Site site : sites(session, table)) {
            for (List<Value> row : updated(site, values)) {
                long rowid = row.get(0).getLong();
                List<Value> content = row.subList(1, row.size());
                writer.check(content);
                if (writer.moves(rowid, content)) {
                    movers.add(rowid, content);
                }
                if (counts(session, table, site)) {
                    count++;
                    last = session.rowIds().unpack(rowid);
                }
            }
        }
        movers.move(writer);
        return Effect.changed(count, writer.last() == null ? last : writer.last(), List.of());
    }

    /** All copies of a FULLY table change alike; the session's own counts. */
    private static boolean counts(EpSession session, TableDef table, Site site) {
        return !table.placement().isFully() || site.epno() == session.epno();
    }

    private List<List<Value>> updated(Site site, List<Value> values) {
        String changed = "SELECT \"ROWID\", FT.* FROM FINAL TABLE (" + sql.h2() + ") FT";
        return site.h2().query(changed, values, Long.MAX_VALUE).rows();
    }
}
