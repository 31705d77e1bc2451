package io.opendcp.simulator.session;

import io.opendcp.simulator.catalog.TableDef;
import io.opendcp.simulator.dialect.ObjectName;
import io.opendcp.simulator.plan.Need;
import io.opendcp.simulator.store.H2Session;
import io.opendcp.simulator.store.Rows;
import io.opendcp.simulator.view.SystemView;
import io.opendcp.simulator.view.SystemViews;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.h2.expression.Expression;
import org.h2.table.Column;
import org.h2.util.HasSQL;
import org.h2.value.Value;
import org.h2.value.ValueNull;
import org.jspecify.annotations.Nullable;

/**
 * Brings what a statement reads into the workspace, under the same names. Conditions on one table alone are tested where
 * the rows are, and only the columns that the statement mentions travel.
 */
final class Gatherer {
    private final EpSession session;
    private final boolean locking;

    /**
     * @param locking whether the rows are locked where they are (SELECT ... FOR UPDATE)
     */
    Gatherer(EpSession session, boolean locking) {
        this.session = session;
        this.locking = locking;
    }

    void gather(Plan plan, List<Value> parameters, List<Integer> visible) {
        H2Session workspace = session.sites().workspace();
        for (Need need : plan.needs()) {
            TableDef table = session.cluster().dictionary().table(need.name());
            SystemView view = table == null ? SystemViews.find(need.name()) : null;
            if (view != null) {
                workspace.fill(need.table(), SystemRows.of(session, view, need.table(), visible));
            } else if (table != null) {
                for (Site site : sites(table, need, visible, workspace)) {
                    bring(site, need, parameters, workspace);
                }
            }
        }
    }

    private List<Site> sites(TableDef table, Need need, List<Integer> visible, H2Session workspace) {
        if (table.temporary()) {
            return List.of(session.sites().temporary(table));
        }
        Set<Integer> eps = session.compiler().router().eps(table, need, visible, session.epno(), workspace.session());
        return session.sites().eps(eps);
    }

    private void bring(Site site, Need need, List<Value> parameters, H2Session workspace) {
        List<Value> used = new ArrayList<>();
        String sql = select(need, parameters, used);
        Rows rows = site.h2().query(sql, used, Long.MAX_VALUE);
        if (site.epno() != session.epno()) {
            session.running().moved(session.cluster().cost().rows(rows.rows()));
        }
        workspace.fill(need.table(), spread(need, rows.rows()));
    }

    private String select(Need need, List<Value> parameters, List<Value> used) {
        StringBuilder sql = new StringBuilder("SELECT ");
        String separator = "";
        for (String column : need.columns()) {
            sql.append(separator).append(ObjectName.quote(column));
            separator = ", ";
        }
        if (need.columns().isEmpty()) {
            sql.append("1");
        }
        sql.append(" FROM ").append(need.name().sql()).append(' ').append(ObjectName.quote(need.alias()));
        separator = " WHERE ";
        for (Expression condition : need.conditions()) {
            String text = condition.getSQL(HasSQL.DEFAULT_SQL_FLAGS, Expression.WITH_PARENTHESES);
            sql.append(separator).append(ParameterText.renumbered(text, parameters, used));
            separator = " AND ";
        }
        return locking ? sql.append(" FOR UPDATE").toString() : sql.toString();
    }

    /** Rows as wide as the workspace's table; columns that did not travel are NULL there. */
    private static List<@Nullable Value[]> spread(Need need, List<List<Value>> rows) {
        Column[] columns = need.table().getColumns();
        int[] from = new int[columns.length];
        for (int i = 0; i < columns.length; i++) {
            from[i] = need.columns().indexOf(columns[i].getName());
        }
        List<@Nullable Value[]> wide = new ArrayList<>(rows.size());
        for (List<Value> row : rows) {
            Value[] values = new Value[columns.length];
            Arrays.fill(values, ValueNull.INSTANCE);
            for (int i = 0; i < values.length; i++) {
                if (from[i] >= 0) {
                    values[i] = row.get(from[i]);
                }
            }
            wide.add(values);
        }
        return wide;
    }

    /** The only site that a statement needs to run on, if there is one and it can run there. */
    @Nullable
    Site single(Plan plan, List<Integer> visible) {
        if (!plan.onEps() || plan.needs().isEmpty()) {
            return null;
        }
        H2Session workspace = session.sites().workspace();
        Set<Integer> eps = new LinkedHashSet<>();
        Set<TableDef> temporaries = new LinkedHashSet<>();
        for (Need need : plan.needs()) {
            TableDef table = session.cluster().dictionary().table(need.name());
            if (table == null) {
                return null;
            }
            if (table.temporary()) {
                temporaries.add(table);
            } else if (!table.placement().isFully()) {
                eps.addAll(session.compiler().router().eps(table, need, visible, session.epno(), workspace.session()));
            }
        }
        if (!temporaries.isEmpty()) {
            return null;
        }
        return eps.size() > 1
                ? null
                : session.sites()
                        .ep(eps.isEmpty() ? session.epno() : eps.iterator().next());
    }
}
