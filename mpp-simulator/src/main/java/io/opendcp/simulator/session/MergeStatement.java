package io.opendcp.simulator.session;

import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Text;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.h2.value.Value;

/** MERGE INTO ... USING, and REPLACE INTO, which is H2's MERGE by primary key. Worked out in the workspace. */
final class MergeStatement extends Compiled {
    private final Sql sql;
    private final ObjectName target;
    private final List<Descriptor> parameters;
    private Plan plan;

    MergeStatement(EpSession session, String original) {
        super(original, StatementType.UPDATE);
        Text text = Text.of(original);
        text.next();
        text.expect("INTO");
        target = text.objectName().in(session.schema());
        sql = session.compiler().rewritten(original);
        requireRights(session);
        plan = plan(session);
        parameters = Descriptors.parameters(plan.prepared().getParameters());
    }

    private TableDef requireRights(EpSession session) {
        Targets.require(session, target, "INSERT");
        return Targets.require(session, target, "UPDATE");
    }

    private Plan plan(EpSession session) {
        Plan made = Plan.of(session, session.sites().workspace(), sql);
        Set<ObjectName> read = new HashSet<>();
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
        TableDef table = requireRights(session);
        Targets.requireWritable(session);
        if (plan.version() != session.cluster().dictionary().version()) {
            plan = plan(session);
        }
        plan.bind(values);
        return WorkspaceChange.run(session, table, sql.h2(), plan, values);
    }
}
