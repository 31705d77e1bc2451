package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.catalog.ViewDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.plan.Analysis;
import io.opendcp.simulator.plan.Mentions;
import io.opendcp.simulator.plan.Need;
import io.opendcp.simulator.store.H2Session;
import java.util.List;
import java.util.Set;
import org.h2.command.Prepared;
import org.h2.expression.Parameter;
import org.h2.value.Value;

/**
 * How the workspace understands a statement: what it reads, and where. Made anew when the dictionary has changed.
 *
 * @param version the dictionary's when this was made
 * @param named tables and views the statement names itself
 * @param onEps whether an EP's database can run the statement as well: no system view, no sequence
 */
record Plan(long version, Prepared prepared, List<Need> needs, Set<ObjectName> named, boolean onEps) {

    static Plan of(EpSession session, H2Session h2, Sql sql) {
        return of(session, h2.prepare(sql.h2(), sql::syntaxAt), sql.source(), true);
    }

    /** Of a statement into which we have put ROWIDs for ourselves. */
    static Plan withRowids(EpSession session, H2Session h2, Sql sql) {
        return of(session, h2.prepare(sql.h2(), sql::syntaxAt), sql.source(), false);
    }

    /** Of a statement of our own that reads what {@code source} mentions. */
    static Plan of(EpSession session, H2Session h2, String sql, Text source) {
        return of(session, h2.prepare(sql, offset -> DmException.of(ErrorCode.SYNTAX)), source, true);
    }

    private static Plan of(EpSession session, Prepared prepared, Text source, boolean clientsOwn) {
        Analysis analysis = Analysis.of(prepared);
        Mentions mentions = new Mentions();
        mentions.add(source);
        if (clientsOwn) {
            requireNoCopysRowid(session, analysis);
        } else {
            mentions.add(Text.of(TableDef.ROWID));
        }
        boolean views = true;
        for (ObjectName name : analysis.views()) {
            ViewDef view = session.cluster().dictionary().view(name);
            if (view != null) {
                mentions.add(Text.of(view.text()));
                views &= view.onEps();
            }
        }
        List<Need> needs = analysis.needs(mentions);
        boolean stored =
                needs.stream().allMatch(need -> session.cluster().dictionary().table(need.name()) != null);
        long version = session.cluster().dictionary().version();
        return new Plan(version, prepared, needs, analysis.named(), views && stored && !analysis.usesSequence());
    }

    /** A row of a FULLY table is on all EPs, and its ROWID would say one. */
    private static void requireNoCopysRowid(EpSession session, Analysis analysis) {
        for (ObjectName name : analysis.rowids()) {
            TableDef table = session.cluster().dictionary().table(name);
            if (table != null
                    && table.placement().isFully()
                    && session.cluster().eps().size() > 1) {
                throw DmException.of(ErrorCode.NOT_SUPPORTED, "ROWID of FULLY table " + name.name());
            }
        }
    }

    /** Gives the parameters their values, so that conditions can be looked at. */
    void bind(List<Value> values) {
        for (Parameter parameter : prepared.getParameters()) {
            parameter.setValue(values.get(parameter.getIndex()), false);
        }
    }
}
