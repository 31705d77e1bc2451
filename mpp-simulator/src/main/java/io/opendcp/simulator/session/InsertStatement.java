package io.opendcp.simulator.session;

import io.opendcp.protocol.error.DmException;
import io.opendcp.protocol.error.ErrorCode;
import io.opendcp.protocol.statement.Descriptor;
import io.opendcp.protocol.statement.KeyRequest;
import io.opendcp.protocol.statement.StatementType;
import io.opendcp.simulator.catalog.ColumnDef;
import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.dialect.Sql;
import io.opendcp.simulator.dialect.Text;
import io.opendcp.simulator.dialect.Token;
import io.opendcp.simulator.store.H2Session;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.h2.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * INSERT of values or of a query's rows. The workspace works the rows out, with defaults and identity values; then each
 * goes to its EP.
 */
final class InsertStatement extends Compiled {
    private final Sql sql;
    private final @Nullable Sql source;
    private final ObjectName target;
    private final boolean givesIdentity;
    private final List<Descriptor> parameters;
    private Plan plan;
    private @Nullable Plan sourcePlan;

    InsertStatement(EpSession session, String original) {
        super(original, StatementType.INSERT);
        Text text = Text.of(original);
        text.expect("INSERT");
        text.accept("INTO");
        target = text.objectName().in(session.schema());
        TableDef table = Targets.require(session, target, "INSERT");
        int listed = text.position();
        List<String> columns = columnList(text);
        givesIdentity = givesIdentity(table, columns);
        Sql rewritten = session.compiler().rewritten(original);
        sql = columns.isEmpty() ? withColumns(rewritten, listed, table) : rewritten;
        source = text.peek().is("SELECT")
                        || text.peek().is("WITH")
                        || text.peek().isSymbol("(")
                ? session.compiler().rewritten(text.sourceInPlace(text.position()))
                : null;
        plan = plan(session);
        sourcePlan = sourcePlan(session);
        parameters = Descriptors.parameters(plan.prepared().getParameters());
    }

    /** The column list at the cursor, if it is one; the cursor moves past it. */
    private static List<String> columnList(Text text) {
        List<String> columns = new ArrayList<>();
        Token second = text.peek(2);
        if (text.peek().isSymbol("(")
                && text.peek(1).isName()
                && !text.peek(1).is("SELECT")
                && (second.isSymbol(",") || second.isSymbol(")"))) {
            text.next();
            do {
                columns.add(text.name());
            } while (text.accept(","));
            text.expect(")");
        }
        return columns;
    }

    /** Without a list, values are for all columns but the identity. */
    private static Sql withColumns(Sql rewritten, int at, TableDef table) {
        if (table.columns().stream().noneMatch(ColumnDef::identity)) {
            return rewritten;
        }
        String list = table.columns().stream()
                .filter(column -> !column.identity())
                .map(column -> ObjectName.quote(column.name()))
                .collect(Collectors.joining(", ", " (", ") "));
        return rewritten.inserting(at, list);
    }

    private static boolean givesIdentity(TableDef table, List<String> columns) {
        return table.columns().stream().anyMatch(column -> column.identity() && columns.contains(column.name()));
    }

    private Plan plan(EpSession session) {
        return Plan.of(session, session.sites().workspace(), sql);
    }

    private @Nullable Plan sourcePlan(EpSession session) {
        if (source == null) {
            return null;
        }
        Plan made = Plan.of(session, session.sites().workspace(), source);
        session.compiler().rights().requireSelect(made.named());
        return made;
    }

    @Override
    public List<Descriptor> parameters() {
        return parameters;
    }

    @Override
    Effect run(EpSession session, List<Value> values, Limits limits) {
        TableDef table = Targets.require(session, target, "INSERT");
        Targets.requireWritable(session);
        boolean allowed = target.sql().equals(session.settings().identityInsert());
        if (givesIdentity && !allowed) {
            throw DmException.of(ErrorCode.IDENTITY_INSERT);
        }
        if (plan.version() != session.cluster().dictionary().version()) {
            plan = plan(session);
            sourcePlan = sourcePlan(session);
        }
        RowWriter writer = new RowWriter(session, table);
        List<List<Value>> rows = workedOut(session, values);
        List<Long> keys = new ArrayList<>();
        if (!session.cluster().mal().isCalm()) {
            writer.announce(rows);
        }
        for (List<Value> row : rows) {
            writer.insert(row);
            identity(table, row, session, limits, keys);
        }
        return Effect.changed(rows.size(), writer.last(), keys)
                .withKeyColumns(KeyColumns.of(session, table, limits.keys(), rows));
    }

    private List<List<Value>> workedOut(EpSession session, List<Value> values) {
        H2Session workspace = session.sites().workspace();
        try {
            Plan from = sourcePlan;
            if (from != null && !from.needs().isEmpty()) {
                from.bind(values);
                new Gatherer(session, false)
                        .gather(from, values, session.reach().visibleEps(true));
            }
            return workspace
                    .query("SELECT FT.* FROM FINAL TABLE (" + sql.h2() + ") FT", values, Long.MAX_VALUE)
                    .rows();
        } finally {
            workspace.rollback();
        }
    }

    private static void identity(TableDef table, List<Value> row, EpSession session, Limits limits, List<Long> keys) {
        for (int i = 0; i < row.size(); i++) {
            if (table.columns().get(i).identity() && row.get(i).getValueType() != Value.NULL) {
                session.lastIdentity(row.get(i).getLong());
                if (limits.keys().kind() == KeyRequest.Kind.IDENTITY) {
                    keys.add(row.get(i).getLong());
                }
            }
        }
    }
}
